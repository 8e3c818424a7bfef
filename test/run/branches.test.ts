import { beforeAll, describe, expect, it } from 'vitest'
import { type Dataset, readDatasets } from '../../src/core/datasets/index.ts'
import { tecator } from '../support/tecator.ts'
import { completedOn, outcomesOf, plannedOn, predictionsOf } from './support/outcomes.ts'

const pls = { model: { class: 'PLSRegression', params: { n_components: 6 } } }
const ridge = { model: { class: 'Ridge', params: { alpha: 1e-3 } } }

let dataset: Dataset
beforeAll(async () => {
  dataset = (await readDatasets([tecator('fat')], '.'))[0]!.dataset
})

const branches = (outcome: Awaited<ReturnType<typeof completedOn>>) =>
  outcome.evaluation.members.map(({ chain }) => chain.branch?.name ?? null)

describe('a pipeline that branches', () => {
  it('gives each branch the predictions that its steps give alone', async () => {
    const branched = await completedOn(dataset, [
      { branch: { snv: ['SNV'], derivative: ['FirstDerivative', 'MSC'] } },
      'StandardScaler',
      pls,
    ])
    expect(branches(branched)).toEqual(['snv', 'derivative'])
    const alone = [
      await completedOn(dataset, ['SNV', 'StandardScaler', pls]),
      await completedOn(dataset, ['FirstDerivative', 'MSC', 'StandardScaler', pls]),
    ]
    alone.forEach((one, member) => {
      for (const [fold, partition] of [
        ['0', 'val'],
        ['avg', 'test'],
        ['w_avg', 'train'],
      ] as const) {
        expect(predictionsOf(branched, fold, partition, member)).toEqual(predictionsOf(one, fold, partition))
      }
    })
  })

  it('ranks by its best model, whose scores are those of the result', async () => {
    const both = await completedOn(dataset, [
      'SNV',
      { model: { class: 'PLSRegression', params: { n_components: 1 } } },
      pls,
    ])
    const alone = await completedOn(dataset, ['SNV', pls])
    expect(both.best).toBe(1)
    expect(both.scores).toEqual(alone.scores)
    expect(both.best_score).toBe(alone.best_score)
  })

  it('nests, and names the branches on the way', async () => {
    const nested = await completedOn(dataset, [
      { branch: [[{ branch: { a: ['SNV'], b: ['MSC'] } }], ['Detrend']] },
      pls,
    ])
    expect(branches(nested)).toEqual(['branch_0/a', 'branch_0/b', 'branch_1'])
    expect(nested.evaluation.members.map(({ chain }) => chain.branch!.id)).toEqual([0, 1, 2])
  })

  it('expands generators inside of its branches', () => {
    const plan = plannedOn([dataset], [{ branch: [[{ _or_: ['SNV', 'MSC'] }], ['Detrend']] }, pls])
    expect(plan.evaluations.map(({ members }) => members.length)).toEqual([2, 2])
  })

  it('goes on where one of its models fails, and says so', async () => {
    const broken = { model: { class: 'PLSRegression', params: { n_components: 30 } } }
    const flat = { class: 'CropTransformer', params: { start: 0, end: 3 } }
    const outcome = await completedOn(dataset, [{ branch: { wide: ['SNV', pls], narrow: [flat, broken] } }])
    expect(outcome.parts.every(({ member }) => member === 0)).toBe(true)
    expect(outcome.warnings).toEqual(
      expect.arrayContaining([expect.stringMatching(/^narrow, PLS: failed and is left out\. n_components is 30/)]),
    )
  })

  it('joins the features of its branches side by side', async () => {
    const joined = await completedOn(dataset, [{ branch: [['SNV'], ['FirstDerivative']] }, { merge: 'features' }, pls])
    const composite = await completedOn(dataset, [{ concat_transform: ['SNV', 'FirstDerivative'] }, pls])
    expect(predictionsOf(joined, '2', 'val')).toEqual(predictionsOf(composite, '2', 'val'))
    expect(joined.n_features).toEqual([200])
  })
})

describe('samples separated by a column', () => {
  const separated = { branch: { by_metadata: 'set', steps: ['SNV'] } }
  const whole = () => ({ ...dataset, train: Int32Array.from({ length: 215 }, (_, i) => i), test: new Int32Array(0) })

  it('go through a model of their own, and the result is scored on all of them together', async () => {
    const outcome = await completedOn(whole(), [separated, pls])
    expect(branches(outcome)).toEqual(['C', 'M', 'T'])
    const n = outcome.evaluation.members.map(({ rows }) => rows.train.rows.length)
    expect(n).toEqual([129, 43, 43])
    const pooled = [0, 1, 2].flatMap(member => {
      const part = outcome.parts.find(one => one.fold_id === 'avg' && one.partition === 'val' && one.member === member)!
      return Array.from(part.predicted.values, (value, i) => value - part.rows.y_true[i]!)
    })
    const rmse = Math.sqrt(pooled.reduce((sum, error) => sum + error * error, 0) / pooled.length)
    expect(outcome.scores.val!.rmse).toBeCloseTo(rmse, 10)
    expect(outcome.best_score).toBeCloseTo(rmse, 10)
    expect(outcome.best).toBeNull()
  })

  it('come together again for one model, each transformed as its own', async () => {
    const scaled = { branch: { by_metadata: 'set', steps: ['StandardScaler'] } }
    const outcome = await completedOn(whole(), [scaled, { merge: 'concat' }, pls])
    expect(outcome.evaluation.members).toHaveLength(1)
    expect(outcome.scores.val!.rmse).not.toBeCloseTo(
      (await completedOn(whole(), ['StandardScaler', pls])).best_score!,
      6,
    )
    const same = { branch: { by_metadata: 'set', steps: ['SNV'] } }
    const each = await completedOn(whole(), [same, { merge: 'concat' }, pls])
    expect(predictionsOf(each, '1', 'val')).toEqual(predictionsOf(await completedOn(whole(), ['SNV', pls]), '1', 'val'))
  })

  it('are refused where the column is not there, before anything starts', () => {
    expect(() => plannedOn([dataset], [{ branch: { by_metadata: 'colour', steps: ['SNV'] } }, pls])).toThrow(
      expect.objectContaining({ code: 'UnknownMetadata', hint: expect.stringContaining('set') }),
    )
  })
})

describe('several targets at once', () => {
  const specs = { ...tecator('fat'), y: ['fat', 'moisture', 'protein'] }

  it('are modelled by one fit where the model can, and by one each where it cannot', async () => {
    const read = (await readDatasets([specs], '.')).map(one => one.dataset)
    expect(read.map(({ name }) => name)).toEqual(['tecator_fat', 'tecator_moisture', 'tecator_protein'])
    const pls2 = plannedOn(read, [
      'SNV',
      { model: { class: 'PLSRegression', params: { n_components: { _range_: [1, 5] } } } },
    ])
    expect(pls2.tasks).toHaveLength(1)
    expect(pls2.evaluations).toHaveLength(15)
    expect(plannedOn(read, ['SNV', ridge]).tasks).toHaveLength(3)
    const [together] = await outcomesOf(plannedOn(read, ['SNV', pls]))
    const [alone] = await outcomesOf(plannedOn([{ ...read[0]!, joint: null }], ['SNV', pls]))
    expect(together!.status === 'completed' && together!.best_score).not.toBe(
      alone!.status === 'completed' && alone!.best_score,
    )
  })

  it('refuse a step that looks at one of them', async () => {
    const read = (await readDatasets([specs], '.')).map(one => one.dataset)
    expect(() => plannedOn(read, [{ class: 'OSC' }, pls])).toThrow(
      expect.objectContaining({ code: 'UnsupportedRequest' }),
    )
  })
})
