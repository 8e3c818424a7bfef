import { beforeAll, describe, expect, it } from 'vitest'
import { type Dataset, readDatasets } from '../../src/core/datasets/index.ts'
import { type Matrix, takeElements, takeRows } from '../../src/core/math/matrix.ts'
import { sideBySide } from '../../src/core/math/side-by-side.ts'
import type { AnyRegressor } from '../../src/core/operators/index.ts'
import { applyChain, fitChain, parsePipeline } from '../../src/core/pipeline/index.ts'
import { tecator } from '../support/tecator.ts'
import { completedOn, outcomesOf, plannedOn, predictionsOf } from './support/outcomes.ts'

const pls = { model: { class: 'PLSRegression', params: { n_components: 4 } } }
const ridge = { model: { class: 'Ridge', params: { alpha: 0.01 } } }
const final = { model: { class: 'Ridge', params: { alpha: 0.5 } } }
const bases = [
  ['SNV', pls],
  ['MSC', ridge],
] as const

let dataset: Dataset
beforeAll(async () => {
  dataset = (await readDatasets([tecator('fat')], '.'))[0]!.dataset
})

/** A chain fitted on some rows of the dataset: its spectra and its predictions for others. */
function fitted(steps: readonly unknown[], rows: Int32Array) {
  const chain = parsePipeline(steps, []).chains[0]!
  const data = { X: takeRows(dataset.X, rows), y: takeElements(dataset.y, rows), axis: null }
  const { states, training } = fitChain(chain.steps, data)
  const operator = chain.model.operator as AnyRegressor
  const state = operator.fit(training.X, training.y, chain.model.params)
  const spectra = (of: Int32Array) => applyChain(chain.steps, states, takeRows(dataset.X, of))
  return { spectra, predict: (of: Int32Array) => operator.predict(spectra(of), state, chain.model.params) }
}

const column = (values: Float64Array): Matrix => ({ rows: values.length, columns: 1, values })

/** Stacking worked out by hand: five folds in the order of the training rows, and what `beside` gives next to the predictions. */
function stackedByHand(
  train: Int32Array,
  val: Int32Array,
  beside: (of: Int32Array) => readonly Matrix[],
): Float64Array {
  const out = bases.map(() => new Float64Array(train.length))
  const sizes = Array.from({ length: 5 }, (_, k) => Math.floor(train.length / 5) + (k < train.length % 5 ? 1 : 0))
  let from = 0
  for (const size of sizes) {
    const held = train.subarray(from, from + size)
    const rest = train.filter((_, i) => i < from || i >= from + size)
    for (const [b, steps] of bases.entries()) out[b]!.set(fitted(steps, rest).predict(held), from)
    from += size
  }
  const features = sideBySide([...out.map(column), ...beside(train)])
  const operator = parsePipeline([final], []).chains[0]!.model.operator as AnyRegressor
  const state = operator.fit(features, takeElements(dataset.y, train), { ...defaults(), alpha: 0.5 })
  const whole = bases.map(steps => column(fitted(steps, train).predict(val)))
  return operator.predict(sideBySide([...whole, ...beside(val)]), state, { ...defaults(), alpha: 0.5 })
}

const defaults = () => parsePipeline([final], []).chains[0]!.model.params

describe('merged predictions', () => {
  it.each([
    ['predictions', 'predictions', false, false],
    ['predictions beside the spectra', { predictions: true, include_original: true }, true, false],
    ['all', 'all', false, true],
    ['all beside the spectra', { features: true, predictions: true, include_original: true }, true, true],
  ])('as %s are what is worked out by hand', async (_, merge, original, features) => {
    const outcome = await completedOn(dataset, [{ branch: bases }, { merge }, final])
    const { train, val } = outcome.evaluation.rows.folds[1]!
    const branches = bases.map(steps => fitted(steps, train.rows))
    const expected = stackedByHand(train.rows, val.rows, of => [
      ...(original ? [takeRows(dataset.X, of)] : []),
      ...(features ? branches.map(branch => branch.spectra(of)) : []),
    ])
    const found = predictionsOf(outcome, '1', 'val', 2)
    const farthest = found.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i]!)), 0)
    expect(farthest).toBeLessThan(1e-8)
  })

  it('keep those of the branches beside them, under the names of the branches', async () => {
    const outcome = await completedOn(dataset, [
      { branch: { a: bases[0], b: bases[1] } },
      { merge: 'predictions' },
      final,
    ])
    expect(outcome.evaluation.members.map(({ chain }) => chain.branch)).toEqual([
      { id: 0, name: 'a' },
      { id: 1, name: 'b' },
      null,
    ])
    const alone = await completedOn(dataset, [...bases[0]])
    expect(predictionsOf(outcome, '1', 'val', 0)).toEqual(predictionsOf(alone, '1', 'val'))
  })
})

describe('merged features', () => {
  it('stand behind the spectra themselves where those are included', async () => {
    const merge = { features: true, include_original: true }
    const merged = await completedOn(dataset, [{ branch: [['SNV'], ['MSC']] }, { merge }, pls])
    const written = await completedOn(dataset, [{ concat_transform: [[], 'SNV', 'MSC'] }, pls])
    expect(merged.n_features).toEqual([300])
    expect(predictionsOf(merged, '0', 'val')).toEqual(predictionsOf(written, '0', 'val'))
  })

  it('may be those of a branch whose own features were merged', async () => {
    const inner = [{ branch: [['SNV'], ['MSC']] }, { merge: 'features' }, 'StandardScaler']
    const nested = await completedOn(dataset, [{ branch: [inner, ['Detrend']] }, { merge: 'features' }, pls])
    const written = { concat_transform: [[{ concat_transform: ['SNV', 'MSC'] }, 'StandardScaler'], 'Detrend'] }
    expect(predictionsOf(nested, '0', 'val')).toEqual(
      predictionsOf(await completedOn(dataset, [written, pls]), '0', 'val'),
    )
  })
})

describe('generators in branches', () => {
  it('nested in each other give every combination, each as if it were written out', async () => {
    const template = [
      { branch: [[{ _or_: ['SNV', { branch: [['MSC'], [{ _or_: [null, 'Detrend'] }]] }] }], ['FirstDerivative']] },
      { model: { class: 'PLSRegression', params: { n_components: { _range_: [3, 5, 2] } } } },
    ]
    const written = [
      [['SNV'], ['FirstDerivative']],
      [[{ branch: [['MSC'], []] }], ['FirstDerivative']],
      [[{ branch: [['MSC'], ['Detrend']] }], ['FirstDerivative']],
    ].flatMap(branch =>
      [3, 5].map(n_components => [{ branch }, { model: { class: 'PLSRegression', params: { n_components } } }]),
    )
    const plan = plannedOn([dataset], template)
    expect(plan.evaluations).toHaveLength(6)
    const outcomes = await outcomesOf(plan)
    for (const [i, steps] of written.entries()) {
      const alone = await completedOn(dataset, steps)
      const found = outcomes.find(({ evaluation }) => evaluation.pipeline_config_id === `c${i}`)!
      expect(found.status === 'completed' && found.scores).toEqual(alone.scores)
    }
  })

  it('choose what is merged, and how', () => {
    const branch = {
      branch: [
        ['SNV', pls],
        ['MSC', pls],
      ],
    }
    const plan = plannedOn([dataset], [branch, { merge: { _or_: ['predictions', 'all'] } }, { _or_: [final, pls] }])
    expect(plan.evaluations.map(({ members }) => members.length)).toEqual([3, 3, 3, 3])
    expect(new Set(plan.evaluations.map(({ pipeline }) => JSON.stringify(pipeline.written))).size).toBe(4)
  })
})

describe('pipelines in one run', () => {
  it('give what each gives alone, in whatever company', async () => {
    const all = { ...dataset, train: Int32Array.from({ length: 215 }, (_, i) => i), test: new Int32Array(0) }
    const bySet = (steps: unknown) => [{ branch: { by_metadata: 'set', steps } }, { merge: 'concat' }]
    const own = (C: string) => ({ C: [C], M: ['MSC'], T: ['SNV'] })
    const chains: readonly (readonly unknown[])[] = [
      [],
      ['SNV'],
      bySet(['SNV']),
      bySet(['StandardScaler']),
      bySet(own('SNV')),
      bySet(own('Detrend')),
      [{ branch: [['SNV'], bySet(['StandardScaler'])] }, { merge: 'features' }],
      [{ branch: [['SNV'], bySet(['MSC'])] }, { merge: 'features' }],
      [{ concat_transform: ['SNV', 'MSC'] }],
      [{ concat_transform: ['MSC', 'SNV', 'Detrend'] }],
      [{ exclude: { class: 'YOutlierFilter', params: { threshold: 0.5 } } }],
      [{ exclude: { class: 'YOutlierFilter', params: { threshold: 1 } } }],
      [{ sample_augmentation: { transformers: ['GaussianAdditiveNoise'], count: 1 } }],
      [{ sample_augmentation: { transformers: ['GaussianAdditiveNoise'], count: 1, random_state: 5 } }],
      [{ sample_augmentation: { transformers: ['GaussianAdditiveNoise'], balance: 'set' } }],
    ]
    const plan = plannedOn([all], [{ _or_: chains }, pls])
    const together = await outcomesOf(plan)
    const scores = new Map(together.map(one => [one.evaluation.pipeline_config_id, one]))
    const seen = new Set<number>()
    for (const [i, steps] of chains.entries()) {
      const alone = await completedOn(all, [...steps, pls])
      const found = scores.get(`c${i}`)!
      expect(found.status === 'completed' && found.best_score, JSON.stringify(steps)).toBe(alone.best_score)
      seen.add(alone.best_score!)
    }
    // SNV learns nothing, so it alone is the same where samples are separated.
    expect(seen.size).toBe(chains.length - 1)
  })
})
