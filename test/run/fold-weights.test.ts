import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { getMetric } from '../../src/core/metrics/index.ts'
import { foldWeights } from '../../src/core/run/fold-weights.ts'
import { sharedPath } from '../support/shared.ts'

const fixture = sharedPath('fixtures', 'nirs4all', 'metrics.json')

describe('weights of the fold models', () => {
  it('are the inverse of an error, the score itself of a gain, and sum to 1', () => {
    expect(foldWeights(getMetric('rmse'), [0.5, 0.25])).toEqual([1 / 3, 2 / 3])
    expect(foldWeights(getMetric('r2'), [0.9, 0.3])).toEqual([0.75, 0.25])
    expect(foldWeights(getMetric('bias'), [-1, 0.5])).toEqual([1 / 3, 2 / 3])
  })

  it('are equal where the scores say nothing', () => {
    expect(foldWeights(getMetric('r2'), [0, 0])).toEqual([0.5, 0.5])
    expect(foldWeights(getMetric('rmse'), [1, null])).toEqual([0.5, 0.5])
  })

  it.skipIf(!fixture)('are those of the Python library (skipped without the shared folder)', () => {
    const cases = JSON.parse(readFileSync(fixture!, 'utf8')).fold_weights
    expect(cases.length).toBeGreaterThan(5)
    for (const { scores, higher_is_better, weights } of cases) {
      const ours = foldWeights(getMetric(higher_is_better ? 'r2' : 'rmse'), scores)
      ours.forEach((weight, i) => {
        expect(weight).toBeCloseTo(weights[i], 12)
      })
    }
  })
})
