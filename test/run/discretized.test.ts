import { beforeAll, describe, expect, it } from 'vitest'
import { type Dataset, readDatasets } from '../../src/core/datasets/index.ts'
import { tecator } from '../support/tecator.ts'
import { completedOn, plannedOn } from './support/outcomes.ts'

const classes = (bins: unknown) => ({ y_processing: { class: 'RangeDiscretizer', params: { bins } } })
const knn = { model: 'KNeighborsClassifier' }

let dataset: Dataset
beforeAll(async () => {
  dataset = (await readDatasets([tecator('fat')], '.'))[0]!.dataset
})

describe('a target that y_processing turns into classes', () => {
  it('is what a classifier predicts and what scores are of, the same in every fold', async () => {
    const outcome = await completedOn(dataset, [classes([10, 20]), knn])
    const { evaluation } = outcome
    expect(evaluation.dataset).toMatchObject({ classes: ['0', '1', '2'], task_type: 'multiclass_classification' })
    expect(evaluation.metric.name).toBe('balanced_accuracy')
    expect(Array.from(evaluation.dataset.y)).toEqual(Array.from(dataset.y, fat => (fat >= 20 ? 2 : fat >= 10 ? 1 : 0)))
    expect(outcome.best_score).toBeGreaterThan(0.5)
  })

  it('is refused for a model of quantities, beside other target transforms, and where there is one class', () => {
    const plan =
      (...steps: unknown[]) =>
      () =>
        plannedOn([dataset], steps)
    expect(plan(classes([10]), 'PLSRegression')).toThrow(expect.objectContaining({ code: 'TaskMismatch' }))
    const both = { y_processing: ['StandardScaler', { class: 'RangeDiscretizer', params: { bins: [0] } }] }
    expect(plan(both, knn)).toThrow(expect.objectContaining({ code: 'ParametersConflict' }))
    expect(plan(classes([1000]), knn)).toThrow(expect.objectContaining({ code: 'OneClassTarget' }))
    expect(plan({ class: 'RangeDiscretizer' }, knn)).toThrow(
      expect.objectContaining({ code: 'WrongShape', message: expect.stringContaining('y_processing') }),
    )
  })
})
