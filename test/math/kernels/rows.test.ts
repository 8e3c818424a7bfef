import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { withoutKernels } from '../../../src/core/math/kernels/kernels.ts'
import { movingWindowSums } from '../../../src/core/math/kernels/moving-window-sums.ts'
import { standardizeRows } from '../../../src/core/math/kernels/standardize-rows.ts'
import { mean, squaredDeviations } from '../../../src/core/math/statistics.ts'
import { pseudoNumbers } from './pseudo-numbers.ts'

/** From what the plain code does to several blocks, in every remainder of columns by sixteen. */
const shape = fc.record({ rows: fc.integer({ min: 1, max: 90 }), columns: fc.integer({ min: 30, max: 420 }) })
const seeds = fc.integer({ min: 1, max: 2 ** 31 - 2 })

it('standardizes rows with the bits of the plain code, about their mean', () => {
  fc.assert(
    fc.property(shape, seeds, ({ rows, columns }, seed) => {
      const X = { rows, columns, values: pseudoNumbers(rows * columns, seed) }
      const seen: number[][] = []
      const compute = () =>
        standardizeRows(X, (average, squares, row) => {
          seen[row] = [average, squares]
          return { center: average, divisor: Math.sqrt(squares / columns) }
        })
      const fast = compute()
      expect(fast).toStrictEqual(withoutKernels(compute))
      for (const [i, [average, squares]] of seen.entries()) {
        const spectrum = X.values.subarray(i * columns, (i + 1) * columns)
        const largest = Math.max(...spectrum.map(Math.abs))
        expect(Math.abs(average! - mean(spectrum))).toBeLessThan(1e-13 * largest)
        expect(squares! / squaredDeviations(spectrum, average!)).toBeCloseTo(1, 11)
      }
    }),
    { numRuns: 60 },
  )
})

it('weighs moving windows with the bits of the plain code', () => {
  fc.assert(
    fc.property(shape, fc.integer({ min: 0, max: 12 }), seeds, ({ rows, columns }, half, seed) => {
      const X = { rows, columns, values: pseudoNumbers(rows * columns, seed) }
      const weights = pseudoNumbers(2 * half + 1, seed + 1)
      const inside = () =>
        movingWindowSums(X, weights).values.filter((_, at) => {
          const column = at % columns
          return column >= half && column < columns - half
        })
      expect(inside()).toStrictEqual(withoutKernels(inside))
    }),
    { numRuns: 60 },
  )
})
