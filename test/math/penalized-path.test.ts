import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { withoutKernels } from '../../src/core/math/kernels/kernels.ts'
import type { Matrix } from '../../src/core/math/matrix.ts'
import { penalizedPath } from '../../src/core/math/penalized-path.ts'
import { addScaled, dot, multiply, multiplyTransposed } from '../../src/core/math/products.ts'
import { pseudoNumbers } from './kernels/pseudo-numbers.ts'

const length = (v: Float64Array) => Math.sqrt(dot(v, v))

/** Few directions that matter and a little noise, as spectra have; now and then repeated rows and columns of zeros. */
function spectra(rows: number, columns: number, seed: number): Matrix {
  const noise = pseudoNumbers(rows * columns, seed)
  const values = noise.map((value, at) => {
    const [i, j] = [Math.floor(at / columns), at % columns]
    if (seed % 3 === 0 && j % 7 === 2) return 0
    const row = seed % 2 === 0 ? i >> 1 : i
    return Math.sin(row * 0.7 + j * 0.01) + Math.cos(row * row) * j * 0.01 + (seed % 2 === 0 ? 0 : value * 1e-10)
  })
  return { rows, columns, values }
}

const shapes = fc.record({
  rows: fc.integer({ min: 1, max: 70 }),
  columns: fc.integer({ min: 1, max: 120 }),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
})
const penalties = [1e4, 1e-5, 1, 1e-2]

it('solves the normal equations of each penalty', () => {
  fc.assert(
    fc.property(shapes, ({ rows, columns, seed }) => {
      const A = spectra(rows, columns, seed)
      const y = pseudoNumbers(rows, seed + 1)
      penalizedPath(A, y, penalties).forEach((b, i) => {
        const residual = y.slice()
        addScaled(residual, -1, multiply(A, b))
        const gradient = multiplyTransposed(A, residual)
        addScaled(gradient, -penalties[i]!, b)
        const size = length(A.values)
        expect(length(gradient)).toBeLessThanOrEqual(1e-13 * size * (length(y) + size * length(b)) + 1e-300)
      })
    }),
    { numRuns: 80 },
  )
})

it('gives a penalty the bits that it has alone, and those of the plain code', () => {
  fc.assert(
    fc.property(shapes, fc.nat(penalties.length - 1), ({ rows, columns, seed }, i) => {
      const A = spectra(rows, columns, seed)
      const y = pseudoNumbers(rows, seed + 1)
      const together = penalizedPath(A, y, penalties)
      expect(penalizedPath(A, y, [penalties[i]!])[0]).toStrictEqual(together[i])
      expect(withoutKernels(() => penalizedPath(A, y, penalties))).toStrictEqual(together)
    }),
    { numRuns: 60 },
  )
})

it('gives no coefficients where there is nothing to explain, or nothing that explains', () => {
  const A = spectra(6, 4, 1)
  expect(penalizedPath(A, new Float64Array(6), [1, 2])).toStrictEqual([new Float64Array(4), new Float64Array(4)])
  const nothing = { ...A, values: new Float64Array(24) }
  expect(penalizedPath(nothing, pseudoNumbers(6, 3), [1])).toStrictEqual([new Float64Array(4)])
})

it('needs no more than one step for y along one singular direction', () => {
  const A = { rows: 2, columns: 2, values: Float64Array.of(3, 0, 0, 1) }
  expect(penalizedPath(A, Float64Array.of(2, 0), [1, 7])).toStrictEqual([
    Float64Array.of(0.6, 0),
    Float64Array.of(0.375, 0),
  ])
})
