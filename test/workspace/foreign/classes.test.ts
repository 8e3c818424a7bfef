import { describe, expect, it } from 'vitest'
import { createEngine } from '../../../src/core/index.ts'
import { temporaryFolder } from '../support/workspace.ts'
import { madeRows } from './support/experiment.ts'
import { makeSqlite, writeArrays } from './support/make-stores.ts'

/** Codes 0 and 1, of which every fifth sample is taken for the other. */
const classified = madeRows(true).map(row => ({
  ...row,
  y_true: row.sample_indices.map(i => i % 2),
  y_pred: row.sample_indices.map(i => (i % 5 === 0 ? 1 - (i % 2) : i % 2)),
}))

const sql = [
  `update predictions set task_type = 'binary_classification', metric = 'balanced_accuracy', scores = '{}', val_score = 0.8 + length(fold_id) * 0.01`,
  `update pipelines set metric = 'balanced_accuracy'`,
]

describe('predictions of classes', () => {
  it('have codes for labels, and a probability for each', async () => {
    const workspace = temporaryFolder()
    await makeSqlite(workspace, { sql })
    writeArrays(workspace, 'made.parquet', classified, ({ y_pred }) =>
      y_pred.map(code => (code === 1 ? [0.25, 0.75] : [0.6, 0.4])),
    )
    const engine = createEngine({ workspace })
    const [result] = await engine.results.list()
    const [row] = await engine.predictions.list({ where: 'fold:1 partition:val' })
    const arrays = await engine.predictions.arrays(row!.id)
    expect(result).toMatchObject({
      classes: ['0', '1'],
      metric: 'balanced_accuracy',
      best_score: expect.closeTo(0.83, 12),
    })
    expect(arrays.classes).toEqual(['0', '1'])
    expect(arrays.y_true).toEqual([1, 0, 1, 0])
    expect(arrays.y_proba).toEqual([
      [0.25, 0.75],
      [0.6, 0.4],
      [0.25, 0.75],
      [0.25, 0.75],
    ])
  })

  it('without probabilities have as many labels as there are codes', async () => {
    const workspace = temporaryFolder()
    await makeSqlite(workspace, { sql })
    writeArrays(workspace, 'made.parquet', classified)
    const engine = createEngine({ workspace })
    const [result] = await engine.results.list()
    const [row] = await engine.predictions.list()
    expect(result!.classes).toEqual(['0', '1'])
    expect((await engine.predictions.arrays(row!.id)).y_proba).toBeNull()
  })
})
