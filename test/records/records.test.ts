import { describe, expect, it } from 'vitest'
import { predictionRecord, type ResultRecord, runStatuses, runTransitions } from '../../src/core/records/index.ts'

describe('the states of a run', () => {
  it('lead from each state but a cancelled one; from a completed one only to a retry', () => {
    const final = runStatuses.filter(status => runTransitions[status].length === 0)
    expect(final).toEqual(['cancelled'])
    expect(runTransitions.completed).toEqual(['queued'])
  })

  it('name only states there are', () => {
    for (const targets of Object.values(runTransitions)) for (const to of targets) expect(runStatuses).toContain(to)
  })
})

describe('a prediction record', () => {
  const result = { id: 'r1', run_id: 'run', dataset: 'fat', metric: 'rmse', n_features: 100 } as ResultRecord
  const model = {
    model_name: 'PLSRegression',
    model_classname: 'sklearn.cross_decomposition.PLSRegression',
    best_params: {},
    preprocessings: 'raw',
    n_features: 3,
    branch_id: null,
    branch_name: null,
  }
  const slice = { array_id: 'a', offset: 0, length: 3 }
  const part = {
    partition: 'val',
    train_score: 1,
    val_score: 2,
    test_score: 3,
    scores: { rmse: 2 },
    n_samples: 3,
    y_true: slice,
    y_pred: { ...slice, offset: 3 },
    sample_indices: { ...slice, offset: 6 },
  } as const

  it.each([
    ['0', 'r1-PLSRegression_fold0_val'],
    ['avg', 'r1-PLSRegression_avg_val'],
    ['final', 'r1-PLSRegression_final_val'],
  ])('of fold %s is named %s', (fold_id, id) => {
    expect(predictionRecord(result, [model], { ...part, fold_id }).id).toBe(id)
  })

  it('says where its arrays stand', () => {
    expect(predictionRecord(result, [model], { ...part, fold_id: '0' })).toMatchObject({
      y_true_array_id: 'a',
      y_pred_offset: 3,
      sample_indices_offset: 6,
      sample_indices_length: 3,
    })
  })
})
