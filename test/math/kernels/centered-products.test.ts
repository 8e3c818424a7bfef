import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { centeredProducts } from '../../../src/core/math/kernels/centered-products.ts'
import { withoutKernels } from '../../../src/core/math/kernels/kernels.ts'
import { pseudoNumbers } from './pseudo-numbers.ts'

it('gives the products of centred spectra with the bits of the plain code, alone and in company', () => {
  fc.assert(
    fc.property(
      fc.record({ rows: fc.integer({ min: 1, max: 60 }), columns: fc.integer({ min: 1, max: 400 }) }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 1_000_000 }),
      ({ rows, columns }, count, seed) => {
        const X = { rows, columns, values: pseudoNumbers(rows * columns, seed) }
        const center = pseudoNumbers(columns, seed + 1)
        const factors = Array.from({ length: count }, (_, m) => pseudoNumbers(columns, seed + 2 + m))
        const together = centeredProducts(X, center, factors)
        expect(together).toStrictEqual(withoutKernels(() => centeredProducts(X, center, factors)))
        expect(together.at(-1)).toStrictEqual(centeredProducts(X, center, factors.slice(-1))[0])
        let [sum, size] = [0, 0]
        for (let j = 0; j < columns; j++) {
          const term = (X.values[j]! - center[j]!) * factors[0]![j]!
          sum += term
          size += Math.abs(term)
        }
        expect(Math.abs(together[0]![0]! - sum)).toBeLessThanOrEqual(1e-12 * size)
      },
    ),
    { numRuns: 60 },
  )
})
