import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Dataset } from '../../src/core/datasets/index.ts'
import { N4aError } from '../../src/core/errors/index.ts'
import type { RunPlan } from '../../src/core/run/index.ts'
import { deepSteps } from '../pipeline/support/deep-steps.ts'
import { madeUpDataset } from './made-up-data.ts'
import { outcomesOf, plannedOn } from './support/outcomes.ts'

const spectra = madeUpDataset({ n: 60, columns: 24, n_test: 10 })
const dataset: Dataset = {
  ...spectra,
  sources: [
    { name: 'NIR', from: 0, to: 12, axis: Float64Array.from({ length: 12 }, (_, i) => 1000 + 2 * i), unit: null },
    { name: 'MIR', from: 12, to: 24, axis: null, unit: null },
  ],
  metadata: { set: spectra.sample_ids.map((_, i) => 'CM'[i % 2]!) },
}

const step = fc.constantFrom<unknown>(
  'SNV',
  'MSC',
  'Detrend',
  'StandardScaler',
  { class: 'SavitzkyGolay', params: { window_length: 5, polyorder: 2, deriv: 1 } },
  { class: 'Resampler', params: { target_wavelengths: [1002, 1005, 1009] } },
  { class: 'PCA', params: { n_components: 3 } },
  { class: 'VIP' },
  { concat_transform: ['SNV', ['MSC', 'FirstDerivative']] },
  { exclude: { class: 'YOutlierFilter', params: { threshold: 0.5 } } },
  { tag: 'YOutlierFilter' },
  { sample_augmentation: { transformers: ['GaussianAdditiveNoise', 'SNV'], count: 1, selection: 'all' } },
  { sample_augmentation: { transformers: ['MultiplicativeNoise'], balance: 'set' } },
  { y_processing: 'StandardScaler' },
)
const pls = { class: 'PLSRegression', params: { n_components: 2 } }
const estimators = [
  ['a', pls],
  ['b', ['SNV', 'Ridge']],
]
const model = fc.constantFrom<unknown>(
  { model: pls },
  { model: 'Ridge' },
  { model: { class: 'VotingRegressor', params: { estimators } } },
)
const change = { folds: { splitter: 'KFold', n_splits: 2, shuffle: true, random_state: 1 }, refit: 'all' } as const

it('a pipeline of any steps is refused by name, or ends with predictions for every row or a foreseen error', async () => {
  let completed = 0
  const run = async (steps: readonly unknown[], last: unknown) => {
    let plan: RunPlan
    try {
      plan = plannedOn([dataset], [...steps, last], change)
    } catch (error) {
      expect(error).toBeInstanceOf(N4aError)
      return
    }
    for (const outcome of await outcomesOf(plan)) {
      if (outcome.status === 'failed') {
        expect(outcome.error).not.toMatchObject({ code: 'Unforeseen' })
        continue
      }
      completed++
      expect(outcome.warnings.join()).not.toContain('nobody foresaw')
      for (const { rows, predicted } of outcome.parts) {
        expect(predicted.values.length).toBe(rows.rows.length)
        expect(predicted.values.every(Number.isFinite)).toBe(true)
      }
    }
  }
  await fc.assert(
    fc.asyncProperty(deepSteps({ step, model }), model, (steps, last) => run(steps, last)),
    { numRuns: 300 },
  )
  expect(completed).toBeGreaterThan(80)
})
