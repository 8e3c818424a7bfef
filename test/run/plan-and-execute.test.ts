import { beforeAll, describe, expect, it } from 'vitest'
import { type Dataset, readDatasets } from '../../src/core/datasets/index.ts'
import { expandTemplate, parsePipeline } from '../../src/core/pipeline/index.ts'
import type { RunConfig } from '../../src/core/records/index.ts'
import { executePlan, type Outcome, planRun, type RunPlan, resolveFolds } from '../../src/core/run/index.ts'
import { tecator } from '../support/tecator.ts'

const config: RunConfig = {
  folds: { splitter: 'KFold', n_splits: 5, shuffle: true, random_state: 42 },
  metric: 'rmse',
  refit: 'none',
  fit_scope: 'fold',
  random_state: null,
}
const steps = [{ _or_: [null, 'MSC', 'SNV'] }, { _range_: [1, 6], param: 'n_components' }, 'PLSRegression']

let dataset: Dataset
beforeAll(async () => {
  dataset = (await readDatasets([tecator('fat')], '.'))[0]!.dataset
})

const planned = (template: readonly unknown[] = steps, change: Partial<RunConfig> = {}): RunPlan =>
  planRun({
    config: { ...config, ...change },
    folds: resolveFolds(config.folds, null),
    templates: [
      {
        template_id: 't',
        name: 't',
        pipelines: Array.from(expandTemplate(template), ({ value, choices }, i) => ({
          pipeline: parsePipeline(value as unknown[], choices),
          config_id: `c${i}`,
        })),
      },
    ],
    datasets: [dataset],
    resultId: config_id => config_id,
  })

async function outcomes(plan: RunPlan, recorded: readonly string[] = []): Promise<Outcome[]> {
  const all: Outcome[] = []
  for await (const some of executePlan(plan, { recorded: new Set(recorded) })) all.push(...some)
  return all
}

const numbers = (outcome: Outcome) => {
  if (outcome.status === 'failed') throw outcome.error
  return outcome.parts.map(({ fold_id, partition, scores, predicted }) => ({
    fold_id,
    partition,
    scores,
    y_pred: predicted.values,
  }))
}

describe('a plan', () => {
  it('groups what one fit serves: a task for each preprocessing, not for each number of components', () => {
    const plan = planned()
    expect(plan.evaluations).toHaveLength(18)
    expect(plan.tasks.map(({ evaluations }) => evaluations.length)).toEqual([6, 6, 6])
    expect(plan.fits).toBe(15)
  })

  it('serves several parameters together, a bounded number of pipelines at a time where each is solved by itself', () => {
    const grid = { C: { _log_range_: [0.1, 100, 4] }, epsilon: { _or_: [0, 0.1, 0.2] }, degree: { _or_: [2, 3] } }
    const plan = planned(['SNV', { model: { class: 'SVR', params: grid } }])
    expect(plan.evaluations).toHaveLength(24)
    expect(plan.tasks.map(({ evaluations }) => evaluations.length).sort()).toEqual([10, 10, 2, 2])
  })

  it('does not group what differs in another parameter', () => {
    const scaled = [{ model: { class: 'PLSRegression', params: { scale: { _or_: [true, false] }, n_components: 3 } } }]
    expect(planned(scaled).tasks).toHaveLength(2)
  })

  it('lets a splitter step override the folds of the run', () => {
    const plan = planned([{ split: { class: 'KFold', params: { n_splits: 3 } } }, 'PLSRegression'])
    expect(plan.evaluations[0]!.rows.folds).toHaveLength(3)
  })
})

describe('executing a plan', () => {
  it('gives a pipeline the same bits in any company: whole, alone, or after others were recorded', async () => {
    const whole = new Map((await outcomes(planned())).map(outcome => [outcome.evaluation.result_id, numbers(outcome)]))
    const others = [...whole.keys()].filter(id => id !== 'c8')
    const [resumed] = await outcomes(planned(), others)
    expect(numbers(resumed!)).toEqual(whole.get('c8'))
    const [alone] = await outcomes(planned(['MSC', { model: { class: 'PLSRegression', params: { n_components: 3 } } }]))
    expect(numbers(alone!)).toEqual(whole.get('c8'))
  })

  it.each([
    ['SVR', { C: { _or_: [1, 10, 100] }, epsilon: { _or_: [0.5, 1] }, max_iter: 40 }],
    ['ElasticNet', { alpha: { _or_: [0.001, 0.1] }, l1_ratio: { _or_: [0.2, 1] }, max_iter: 3 }],
    ['KernelRidge', { alpha: { _or_: [0.01, 1] }, kernel: 'rbf' }],
  ])('gives %s in a family the bits and the warnings that it has alone', async (name, params) => {
    const plan = planned(['SNV', { model: { class: name, params } }])
    expect(plan.tasks).toHaveLength(1)
    const together = await outcomes(plan)
    const warned = together.filter(({ warnings }) => warnings.length > 0)
    expect(warned).toHaveLength('max_iter' in params ? together.length : 0)
    const ids = together.map(({ evaluation }) => evaluation.result_id)
    for (const outcome of together) {
      const { result_id } = outcome.evaluation
      const [alone] = await outcomes(
        plan,
        ids.filter(id => id !== result_id),
      )
      expect(numbers(alone!)).toEqual(numbers(outcome))
      expect(alone!.warnings).toEqual(outcome.warnings)
    }
  })

  it('never lets validation or test rows reach a fit', async () => {
    const [before] = await outcomes(planned(['MSC', 'StandardScaler', 'PLSRegression']))
    const X = { ...dataset.X, values: dataset.X.values.slice() }
    const disturbed = [...dataset.test, ...planned().evaluations[0]!.rows.folds[0]!.val.rows]
    for (const row of disturbed) {
      for (let j = 0; j < X.columns; j++) X.values[row * X.columns + j]! *= 1 + Math.sin(row + j) / 10
    }
    const original = dataset
    dataset = { ...dataset, X }
    const [after] = await outcomes(planned(['MSC', 'StandardScaler', 'PLSRegression']))
    dataset = original
    const trained = (outcome: Outcome) =>
      numbers(outcome).find(part => part.fold_id === '0' && part.partition === 'train')
    const validated = (outcome: Outcome) =>
      numbers(outcome).find(part => part.fold_id === '0' && part.partition === 'val')
    expect(trained(after!)).toEqual(trained(before!))
    expect(validated(after!)).not.toEqual(validated(before!))
  })

  it('fails the members of a family that cannot be fitted without the others', async () => {
    const original = dataset
    const X = { ...dataset.X, values: dataset.X.values.slice() }
    for (let row = 0; row < X.rows; row++) {
      const [a, b] = [original.X.values[row * X.columns]!, original.X.values[row * X.columns + 60]!]
      for (let j = 0; j < X.columns; j++) X.values[row * X.columns + j] = a * Math.cos(j) + b * Math.sin(j)
    }
    dataset = { ...dataset, X }
    const all = await outcomes(planned([{ _range_: [1, 4], param: 'n_components' }, 'PLSRegression']))
    dataset = original
    expect(all.map(({ status }) => status)).toEqual(['completed', 'completed', 'failed', 'failed'])
    expect(all[2]).toMatchObject({ error: { code: 'SingularFit', kind: 'numerical' } })
  })

  it('transforms y for the fit alone: predictions and scores are in the unit of y', async () => {
    const pls = { model: { class: 'PLSRegression', params: { n_components: { _range_: [2, 4] } } } }
    const plain = await outcomes(planned([pls]))
    const scaled = await outcomes(planned([{ y_processing: ['StandardScaler', 'MinMaxScaler'] }, pls]))
    expect(scaled).toHaveLength(3)
    scaled.forEach((outcome, i) => {
      numbers(outcome).forEach(({ y_pred, scores }, part) => {
        const expected = numbers(plain[i]!)[part]!
        expect(scores.rmse).toBeCloseTo(expected.scores.rmse!, 8)
        y_pred.forEach((value, row) => {
          expect(Math.abs(value - expected.y_pred[row]!)).toBeLessThan(1e-8)
        })
      })
    })
  })

  it('says how many features reached the model', async () => {
    const reaching = async (...steps: unknown[]) =>
      (await outcomes(planned([...steps, 'PLSRegression'])))[0]!.n_features[0]
    expect(await reaching('SNV')).toBe(100)
    expect(await reaching({ class: 'CropTransformer', params: { start: 10, end: 40 } }, 'MSC')).toBe(30)
    expect(await reaching({ feature_augmentation: ['SNV', 'MSC'] })).toBe(300)
  })

  it('adds a refit on all training rows where it is asked for', async () => {
    const [outcome] = await outcomes(planned(['PLSRegression'], { refit: 'all' }))
    const finals = numbers(outcome!).filter(({ fold_id }) => fold_id === 'final')
    expect(finals.map(({ partition, y_pred }) => [partition, y_pred.length])).toEqual([
      ['train', 172],
      ['test', 43],
    ])
  })
})
