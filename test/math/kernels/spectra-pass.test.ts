import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileKernels } from '../../../scripts/build-kernels.mjs'
import { openArena, withoutKernels } from '../../../src/core/math/kernels/kernels.ts'
import { kernelsBinary } from '../../../src/core/math/kernels/kernels-binary.ts'
import { openArenaFor, openSpectraPass } from '../../../src/core/math/kernels/spectra-pass.ts'
import { standardizeColumns } from '../../../src/core/math/kernels/standardize-columns.ts'
import { multiply, multiplyTransposed } from '../../../src/core/math/products.ts'
import { pseudoNumbers } from './pseudo-numbers.ts'

/** Large enough that the kernels are asked, in every remainder of rows and columns by four. */
const shape = fc.record({ rows: fc.integer({ min: 9, max: 40 }), columns: fc.integer({ min: 230, max: 270 }) })
const seeds = fc.integer({ min: 1, max: 2 ** 31 - 4 })

describe('the kernels', () => {
  it('are what their source compiles to', { timeout: 120_000 }, async () => {
    const parts = [...(await compileKernels()).matchAll(/'([^']+)',/g)].map(match => match[1])
    expect(parts.join('')).toBe(kernelsBinary)
  })

  it('are there on this Node, and not within withoutKernels', () => {
    expect(openArena(10)).toBeDefined()
    expect(withoutKernels(() => openArena(10))).toBeUndefined()
    expect(openArena(10)).toBeDefined()
  })

  it('leave to the plain code what is too large for their memory', () => {
    expect(openArena(2 ** 28)).toBeUndefined()
  })

  it('pass over spectra with the bits of the plain code', () => {
    fc.assert(
      fc.property(shape, seeds, ({ rows, columns }, seed) => {
        const X = { rows, columns, values: pseudoNumbers(rows * columns, seed) }
        const [r, u] = [pseudoNumbers(columns, seed + 1), pseudoNumbers(rows, seed + 2)]
        const compute = () => {
          const pass = openSpectraPass(X)
          const { scores, products } = pass.scoresAndProducts(r)
          const both = [scores.slice(), products.slice()]
          return { both, products: pass.products(u).slice(), squares: pass.sumOfSquares() }
        }
        const fast = compute()
        expect(fast).toStrictEqual(withoutKernels(compute))
        expect(fast.products).toStrictEqual(multiplyTransposed(X, u))
        const exact = multiply(X, r)
        const size = Math.sqrt(fast.squares * r.reduce((sum, value) => sum + value * value, 0))
        for (let i = 0; i < rows; i++) expect(Math.abs(fast.both[0]![i]! - exact[i]!)).toBeLessThan(1e-12 * size)
      }),
      { numRuns: 60 },
    )
  })

  it('standardize columns with the bits of the plain code, and leave the pass over them right', () => {
    fc.assert(
      fc.property(shape, seeds, fc.boolean(), ({ rows, columns }, seed, scale) => {
        const X = { rows, columns, values: pseudoNumbers(rows * columns, seed) }
        for (let i = 0; i < rows; i++) X.values[i * columns + 3] = 0.1
        const compute = () => {
          const arena = openArenaFor(X)
          const { means, scales, rows: standardized } = standardizeColumns(X, scale, arena)
          const products = openSpectraPass(standardized, arena).products(pseudoNumbers(rows, seed)).slice()
          return { means, scales, values: standardized.values.slice(), products }
        }
        const fast = compute()
        expect(fast).toStrictEqual(withoutKernels(compute))
        expect(fast.scales[3]).toBe(1)
      }),
      { numRuns: 60 },
    )
  })
})
