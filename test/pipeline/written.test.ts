import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { N4aError } from '../../src/core/errors/index.ts'
import { concreteSteps, parsePipeline, storedSteps } from '../../src/core/pipeline/index.ts'

const transform = fc.constantFrom<unknown>(
  'SNV',
  'MSC',
  { class: 'SavitzkyGolay', params: { window_length: 7, polyorder: 2, deriv: 1 } },
  'StandardScaler',
  { concat_transform: ['SNV', ['MSC', 'FirstDerivative']] },
  { preprocessing: 'Detrend' },
)
const augmenting = fc.constant<unknown>({ feature_augmentation: ['SNV', ['MSC', 'FirstDerivative']] })
const rows = fc.constantFrom<unknown>(
  { exclude: ['YOutlierFilter', { class: 'XOutlierFilter', params: { method: 'pca_residual' } }], mode: 'all' },
  { tag: 'YOutlierFilter', name: 'odd' },
  { sample_augmentation: { transformers: ['GaussianAdditiveNoise', 'SNV'], count: 2, selection: 'all' } },
  { sample_augmentation: { transformers: ['MultiplicativeNoise'], balance: 'y', max_factor: 2 } },
)
const chart = fc.constantFrom<unknown>('chart_2d', 'y_chart', { chart: 'fold_chart' })
const target = fc.constantFrom<unknown>(
  { y_processing: 'StandardScaler' },
  { y_processing: ['MinMaxScaler', 'StandardScaler'] },
)
const model = fc.constantFrom<unknown>(
  { model: { class: 'PLSRegression', params: { n_components: 3 } } },
  { model: 'Ridge', name: 'mine' },
  {
    model: {
      class: 'VotingRegressor',
      params: {
        estimators: [
          ['a', 'PLS'],
          ['b', ['SNV', 'Ridge']],
        ],
      },
    },
  },
  { model: { class: 'StackingRegressor', params: { estimators: [['a', 'PLS']], final_estimator: 'Ridge', cv: 3 } } },
)
const plain = fc.array(fc.oneof(transform, transform, chart), { maxLength: 3 })
const chainOf = (last: readonly unknown[]) => plain.map(steps => [...steps, ...last])

const branch = fc.oneof(
  fc.array(plain, { minLength: 1, maxLength: 3 }).map(branches => ({ branch: branches })),
  fc.tuple(plain, plain).map(([a, b]) => ({ branch: { first: a, second: b } })),
  plain.map(steps => ({ branch: { by_metadata: 'set', steps } })),
  fc.tuple(plain, plain).map(([a, b]) => ({ branch: { by_source: true, steps: { NIR: a, MIR: b } } })),
)
const merges = fc.constantFrom<unknown>(null, { merge: 'features' }, { merge: 'concat' })
const modelled = fc.tuple(chainOf([]), chainOf([]), model, model).map(([a, b, one, two]) => ({
  branch: [
    [...a, one],
    [...b, two],
  ],
}))
const stacked = fc.constantFrom<unknown>(
  { merge: 'predictions' },
  { merge: 'all' },
  { merge: { predictions: true, include_original: true } },
)
const meta = { model: { class: 'MetaModel', params: { model: 'Ridge', passthrough: true } } }

/** Any pipeline that a template may write; some of them are refused. */
const pipelines = fc.oneof(
  fc
    .tuple(fc.array(fc.oneof(transform, rows, chart, target), { maxLength: 5 }), model)
    .map(([steps, last]) => [...steps, last]),
  fc.tuple(augmenting, plain, model).map(([first, steps, last]) => [first, ...steps, last]),
  fc
    .tuple(plain, branch, merges, plain, model)
    .map(([steps, by, merge, more, last]) => [...steps, by, merge, ...more, last]),
  fc.tuple(plain, modelled, stacked, model).map(([steps, by, merge, last]) => [...steps, by, merge, last]),
  fc.tuple(plain, model, plain, model).map(([a, one, b, two]) => [...a, one, ...b, two, meta]),
  fc
    .tuple(plain, model, fc.constant({ split: { class: 'KFold', params: { n_splits: 3 } } }))
    .map(([a, last, split]) => [split, ...a, last]),
)

describe('a pipeline as it is written down', () => {
  it('parses to the same pipeline, whatever its steps', () => {
    let parsed = 0
    fc.assert(
      fc.property(pipelines, steps => {
        let pipeline: ReturnType<typeof parsePipeline>
        try {
          pipeline = parsePipeline(steps, [])
        } catch (error) {
          expect(error).toBeInstanceOf(N4aError)
          return
        }
        parsed++
        const written = JSON.parse(JSON.stringify(storedSteps(pipeline)))
        const again = parsePipeline(written, [])
        expect(storedSteps(again)).toEqual(storedSteps(pipeline))
        expect(concreteSteps(again)).toEqual(concreteSteps(pipeline))
        expect(again.chains.map(({ branch, separation }) => [branch, separation])).toEqual(
          pipeline.chains.map(({ branch, separation }) => [branch, separation]),
        )
        expect(again.charts.map(({ kind }) => kind).sort()).toEqual(pipeline.charts.map(({ kind }) => kind).sort())
      }),
      { numRuns: 1500 },
    )
    expect(parsed).toBeGreaterThan(500)
  })
})
