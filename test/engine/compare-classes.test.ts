import { describe, expect, it } from 'vitest'
import { compareResults } from '../../src/core/engine/compare-results.ts'
import type { PredictionRecord, ResultRecord } from '../../src/core/records/index.ts'
import type { Workspace } from '../../src/core/workspace/index.ts'
import { predictionRecord, resultRecord } from '../displays/records.ts'

const y_true = Array.from({ length: 40 }, (_, i) => i % 2)
/** Wrong on the first `wrong` samples from `from` on. */
const wrongOn = (from: number, wrong: number) =>
  y_true.map((code, i) => (i >= from && i < from + wrong ? 1 - code : code))

/** A workspace that holds the out-of-fold predictions of some results of classes. */
function workspaceOf(predicted: Readonly<Record<string, readonly number[]>>) {
  const arrays: Record<string, readonly number[]> = { y_true, rows: y_true.map((_, i) => i), ...predicted }
  const results = Object.keys(predicted).map(id => {
    const right = predicted[id]!.filter((code, i) => code === y_true[i]).length / y_true.length
    return resultRecord({
      id,
      dataset: 'meat',
      task_type: 'binary_classification',
      classes: ['lean', 'fat'],
      metric: 'accuracy',
      best_score: right,
      score_partition: 'val',
      scores: { val: { accuracy: right }, val_folds: { accuracy: { mean: right, sd: 0.01 } } },
    })
  })
  const predictions = ({ result_id }: { result_id?: string }): readonly PredictionRecord[] =>
    ['avg', '0', '1'].map(fold_id =>
      predictionRecord({
        result_id: result_id!,
        fold_id,
        partition: 'val',
        scores: { accuracy: 0.5 },
        y_true_array_id: 'y_true',
        y_pred_array_id: result_id!,
        sample_indices_array_id: 'rows',
      }),
    )
  const workspace = {
    predictions: async (filter: { result_id?: string }) => predictions(filter),
    readArray: async ({ array_id }: { array_id: string }) => Float64Array.from(arrays[array_id]!),
  } as unknown as Workspace
  return { workspace, results: results as readonly ResultRecord[] }
}

describe('comparing results of classes', () => {
  it("tests with McNemar's exact test on the samples that only one has right", async () => {
    const { workspace, results } = workspaceOf({ poor: wrongOn(0, 12), good: wrongOn(11, 3) })
    const comparison = await compareResults(workspace, results)
    expect(comparison).toMatchObject({ metric: 'accuracy', test: 'McNemar', n_samples: 40 })
    // Wrong are 0…11 and 11…13: 11 samples only the second has right, 2 only the first. 2 · (1 + 13 + 78) / 2¹³.
    const [, good] = comparison.results
    expect(good).toMatchObject({ only_right: { this: 11, baseline: 2 }, verdict: 'better' })
    expect(good!.p_value).toBeCloseTo(184 / 8192, 14)
    expect(comparison.verdict).toContain('B is better than A. B alone is right on 11 samples, A alone on 2.')
  })

  it('calls few samples of difference a tie, and a worse one worse', async () => {
    const { workspace, results } = workspaceOf({ good: wrongOn(0, 3), near: wrongOn(0, 4), poor: wrongOn(0, 20) })
    const { results: compared, verdict } = await compareResults(workspace, results)
    expect(compared[1]).toMatchObject({ verdict: 'tie', p_value: 1, only_right: { this: 0, baseline: 1 } })
    expect(compared[2]).toMatchObject({ verdict: 'worse', only_right: { this: 0, baseline: 17 } })
    expect(verdict).toMatch(/^A and B tie \(p > 0\.05\)\. C is worse than A\./)
    expect(verdict).not.toContain('alone')
  })

  it('says 1 sample in the singular', async () => {
    const { workspace, results } = workspaceOf({ one: wrongOn(0, 3), other: wrongOn(1, 4) })
    const { verdict } = await compareResults(workspace, results)
    expect(verdict).toContain('B alone is right on 1 sample, A alone on 2.')
  })
})
