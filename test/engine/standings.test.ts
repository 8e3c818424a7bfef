import { describe, expect, it } from 'vitest'
import { withStandings } from '../../src/core/engine/index.ts'
import type { ResultRecord } from '../../src/core/records/index.ts'
import { resultRecord } from '../workspace/support/records.ts'

const result = (id: string, best_score: number | null, more: Partial<ResultRecord> = {}): ResultRecord => ({
  ...resultRecord({ id }),
  run_id: 'r',
  dataset: 'fat',
  target: 'fat',
  metric: 'rmse',
  score_partition: 'val',
  best_score,
  scores: { val: { rmse: best_score }, val_folds: { rmse: { mean: best_score, sd: 0.2 } } },
  pipeline_config: `SNV > PLS(n_components=${id})`,
  params: { n_components: Number(id) },
  ...more,
})
const standings = (results: readonly ResultRecord[], folds: number | null = 4) =>
  Object.fromEntries(withStandings(results, () => folds).map(({ id, standing }) => [id, standing]))

describe('how results stand', () => {
  // The standard error of the best is 0.2 / √4 = 0.1.
  const family = [result('12', 1), result('10', 1.05), result('8', 1.1), result('6', 1.11)]

  it('within one standard error of the best, the simplest of those by itself', () => {
    expect(standings(family)).toEqual({ 12: 'tie', 10: 'tie', 8: 'simplest', 6: undefined })
    expect(standings(family, 16)).toEqual({ 12: 'tie', 10: 'simplest', 8: undefined, 6: undefined })
  })

  it('in each dataset, target and metric alone', () => {
    const others = [
      result('1', 0.5, { dataset: 'protein' }),
      result('2', 0.9, { target: 'protein' }),
      result('3', 0.95, { metric: 'r2', scores: { val_folds: { r2: { mean: 0.95, sd: 0.2 } } } }),
      result('4', 0.9, { metric: 'r2', scores: { val_folds: { r2: { mean: 0.9, sd: 0.01 } } } }),
    ]
    // Of r2 the highest is the best.
    expect(standings([...family, ...others])).toMatchObject({ 12: 'tie', 8: 'simplest', 3: 'simplest', 4: 'tie' })
    expect(standings(others)).toMatchObject({ 1: undefined, 2: undefined })
  })

  it('is not said without folds, of a test score, of one alone, and of a metric that is not known', () => {
    const none = (results: readonly ResultRecord[], folds: number | null = 4) => withStandings(results, () => folds)
    for (const [results, folds] of [
      [family, null],
      [family.map(one => ({ ...one, score_partition: 'test' as const })), 4],
      [family.slice(0, 1), 4],
      [family.map(one => ({ ...one, metric: 'ours' })), 4],
      [[result('1', null), result('2', null)], 4],
    ] as const) {
      expect(none(results, folds)).toBe(results)
    }
  })
})
