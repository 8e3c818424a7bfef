import fc from 'fast-check'
import { expect, it } from 'vitest'
import { N4aError } from '../../../src/core/errors/index.ts'
import type { Matrix } from '../../../src/core/math/matrix.ts'
import { findOperator } from '../../../src/core/operators/index.ts'
import type { FittedPipeline } from '../../../src/core/pipeline/index.ts'
import { applyChain } from '../../../src/core/pipeline/index.ts'
import { exportOnnx } from '../../../src/core/pipeline/onnx/index.ts'
import { transformConversions } from '../../../src/core/pipeline/onnx/transforms/registry.ts'
import { fitPipeline, predictFitted } from './support/fitted-pipeline.ts'
import { shapes, spectraOf } from './support/random-spectra.ts'
import { numbersOf, relativeDifference, runOnnx } from './support/run-onnx.ts'
import { quick, variants } from './support/variants.ts'

/**
 * Those that have no place among spectra, or need more than spectra and reference values; and what jumps: edges of bins and ties of ranks are
 * values of training, which a step before may round to either side.
 */
const elsewhere = new Set([
  'k_bins_discretizer',
  'quantile_transformer',
  'integer_k_bins_discretizer',
  'range_discretizer',
  'external_parameter_orthogonalization',
])

const transform = fc.constantFrom(...transformConversions.filter(({ id }) => !elsewhere.has(id))).chain(({ id }) =>
  fc.constantFrom({}, ...(variants[id] ?? [])).map(given => ({
    class: findOperator(id)!.class_path,
    params: { ...quick[id], ...given },
  })),
)
const chain = fc.array(transform, { maxLength: 3 })
const step = fc.oneof(
  { weight: 6, arbitrary: transform },
  {
    weight: 1,
    arbitrary: fc.array(chain, { minLength: 1, maxLength: 3 }).map(concat_transform => ({ concat_transform })),
  },
)
const ridge = { class: 'Ridge', params: { alpha: 1 } }
const pls = { class: 'PLSRegression', params: { n_components: 2 } }
const voting = {
  class: 'VotingRegressor',
  params: {
    estimators: [
      ['a', ['SNV', ridge]],
      ['b', pls],
    ],
  },
}
const model = fc.constantFrom(ridge, pls, voting, { class: 'KernelRidge', params: { kernel: 'rbf' } })
const target = fc.constantFrom(
  [],
  [{ y_processing: 'StandardScaler' }],
  [{ y_processing: ['PowerTransformer', 'MinMaxScaler'] }],
)

/** n4a promises 1e-6; a number that was rounded to 32 bits somewhere, 6e-8 of it, is to be seen. */
const tolerance = 1e-9

/** The last digits of each value changed. */
const shaken = (X: Matrix, by: number): Matrix => ({
  ...X,
  values: X.values.map((value, at) => value * (1 + by * Math.sin(1e4 * (at + 1)))),
})

/** What n4a predicts where spectra, and what each step makes of them, differ in their last digits. */
function predictShaken(fitted: FittedPipeline, X: Matrix): Float64Array {
  const { steps } = fitted.chain
  const reached = steps.reduce(
    (table, step, i) => shaken(applyChain([step], [fitted.states[i]], table), 1e-15),
    shaken(X, 1e-13),
  )
  return predictFitted({ ...fitted, chain: { ...fitted.chain, steps: [] }, states: [] }, reached).values
}

it('any steps after one another, side by side and before any model give what they give in n4a', async () => {
  let compared = 0
  const pipelines = fc.tuple(target, fc.array(step, { minLength: 1, maxLength: 4 }), model)
  await fc.assert(
    fc.asyncProperty(shapes({ min: 12, max: 40 }), pipelines, async (shape, [before, steps, last]) => {
      const { training, fresh, y } = spectraOf(shape)
      const axis = Float64Array.from({ length: training.columns }, (_, j) => 1000 + 10 * j)
      const data = { X: training, y, axis, classes: null }
      let fitted: ReturnType<typeof fitPipeline>
      let expected: Float64Array
      try {
        fitted = fitPipeline([...before, ...steps, { model: last }], data)
        expected = predictFitted(fitted, fresh).values
      } catch (error) {
        // Spectra that n4a refuses are no question here.
        if (error instanceof N4aError && error.kind !== 'bug') return
        throw error
      }
      const found = numbersOf(await runOnnx(exportOnnx(fitted, { version: 'test' }), fresh), 'y_pred')
      // Steps may leave nothing but rounding (MSC of two features, say), and a model may live on it: then n4a itself gives other
      // numbers for spectra that differ in their last digits.
      const own = relativeDifference(predictShaken(fitted, fresh), expected)
      expect(relativeDifference(found, expected)).toBeLessThan(tolerance + 100 * own)
      if (own < 1e-8) compared++
    }),
    { numRuns: 150 },
  )
  expect(compared).toBeGreaterThan(20)
})
