import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Matrix } from '../../src/core/math/matrix.ts'
import { penalizedLeastSquares } from '../../src/core/math/penalized-least-squares.ts'
import { multiply, multiplyTransposed, rowProducts } from '../../src/core/math/products.ts'
import { symmetricEigen } from '../../src/core/math/symmetric-eigen.ts'

/** Between −1 and 1. */
function numbers(length: number, seed: number): Float64Array {
  let state = seed
  return Float64Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647
    return (2 * state) / 2_147_483_647 - 1
  })
}

/** Spectra of few components, some of them weak, with hardly any noise: columns that are nearly alike. */
function spectra(rows: number, columns: number, rank: number, seed: number): Matrix {
  const amounts = numbers(rows * rank, seed)
  const shapes = numbers(rank * columns, seed + 1)
  const values = numbers(rows * columns, seed + 2).map(noise => noise * 1e-9)
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++)
      for (let k = 0; k < rank; k++)
        values[i * columns + j]! += 10 ** -k * amounts[i * rank + k]! * shapes[k * columns + j]!
  return { rows, columns, values }
}

/** b = Xᵀ(XXᵀ + alpha)⁻¹y by all eigenvalues: the same for penalties that are not small. */
function byEigenvalues(X: Matrix, y: Float64Array, alpha: number): Float64Array {
  const { values, vectors } = symmetricEigen(rowProducts(X))
  const projected = multiply(vectors, y).map((value, k) => value / (Math.max(values[k]!, 0) + alpha))
  return multiplyTransposed(X, multiplyTransposed(vectors, projected))
}

const length = (v: Float64Array) => Math.hypot(...v)
const shape = fc.record({
  rows: fc.integer({ min: 1, max: 40 }),
  columns: fc.integer({ min: 1, max: 60 }),
  rank: fc.integer({ min: 1, max: 8 }),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
})

describe('penalized least squares', () => {
  it('solves as all eigenvalues do', () => {
    fc.assert(
      fc.property(shape, fc.integer({ min: -3, max: 4 }), ({ rows, columns, rank, seed }, exponent) => {
        const X = spectra(rows, columns, rank, seed)
        const y = numbers(rows, seed + 3)
        const alpha = 10 ** exponent
        const [found] = penalizedLeastSquares(X, y, [alpha])
        const expected = byEigenvalues(X, y, alpha)
        const off = found!.map((value, j) => value - expected[j]!)
        expect(length(off)).toBeLessThanOrEqual(1e-9 * length(expected))
      }),
    )
  })

  it('fulfils the normal equations where penalties are small', () => {
    fc.assert(
      fc.property(shape, ({ rows, columns, rank, seed }) => {
        const X = spectra(rows, columns, rank, seed)
        const y = numbers(rows, seed + 3)
        const [b] = penalizedLeastSquares(X, y, [1e-6])
        const residual = multiply(X, b!).map((value, i) => y[i]! - value)
        const gradient = multiplyTransposed(X, residual).map((value, j) => value - 1e-6 * b![j]!)
        expect(length(gradient)).toBeLessThanOrEqual(
          1e-12 * length(X.values) * (length(y) + length(X.values) * length(b!)),
        )
      }),
    )
  })

  it('gives each penalty the same bits in whatever company', () => {
    fc.assert(
      fc.property(
        shape,
        fc.uniqueArray(fc.integer({ min: -6, max: 5 }), { minLength: 2 }),
        ({ rows, columns, rank, seed }, exponents) => {
          const X = spectra(rows, columns, rank, seed)
          const y = numbers(rows, seed + 3)
          const alphas = exponents.map(exponent => 10 ** exponent)
          expect(penalizedLeastSquares(X, y, alphas)).toEqual(
            alphas.map(alpha => penalizedLeastSquares(X, y, [alpha])[0]),
          )
        },
      ),
    )
  })

  it('is zero where nothing can be learned', () => {
    const X = spectra(5, 3, 2, 1)
    expect(penalizedLeastSquares(X, new Float64Array(5), [1])).toEqual([new Float64Array(3)])
    const flat = { rows: 5, columns: 3, values: new Float64Array(15) }
    expect(penalizedLeastSquares(flat, numbers(5, 2), [1, 2])).toEqual([new Float64Array(3), new Float64Array(3)])
    expect(penalizedLeastSquares(X, numbers(5, 2), [])).toEqual([])
  })
})
