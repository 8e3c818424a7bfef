import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { N4aError } from '../../../src/core/errors/index.ts'
import { type Matrix, row, zeros } from '../../../src/core/math/matrix.ts'
import {
  type AnyClassifier,
  type AnyModel,
  type AnyRegressor,
  type AnyTransform,
  operators,
} from '../../../src/core/operators/index.ts'
import { gaussianProcessKernel } from '../../../src/core/operators/models/gaussian-process-regression.ts'
import { type Kernel, kernelMatrix } from '../../../src/core/operators/models/kernel-functions.ts'
import { arithmetic } from '../../../src/core/pipeline/onnx/arithmetic.ts'
import { modelConversions } from '../../../src/core/pipeline/onnx/models/registry.ts'
import { expm1, log1p } from '../../../src/core/pipeline/onnx/near-zero.ts'
import { onnxRefusals } from '../../../src/core/pipeline/onnx/refusals.ts'
import { transformConversions } from '../../../src/core/pipeline/onnx/transforms/registry.ts'
import { paramsOf } from '../../operators/sample-spectra.ts'
import { type Shape, shapes, spectraOf } from './support/random-spectra.ts'
import { numbersOf, optimizations, relativeDifference, runOnnx } from './support/run-onnx.ts'
import { fileOf, inverseFile, modelFile, stepOf, transformFile } from './support/step-graph.ts'
import { quick, variants } from './support/variants.ts'

/** n4a promises 1e-6; a number that was rounded to 32 bits somewhere, 6e-8 of it, is to be seen. */
const tolerance = 1e-9

const converted = new Set([...transformConversions, ...modelConversions].map(({ id }) => id))
const refused = new Set(onnxRefusals.map(({ id }) => id))

/** Operators that stand between spectra and predictions; filters, augmentations and splitters are for training alone. */
const used = operators.filter(
  (operator): operator is AnyTransform | AnyModel => operator.kind === 'transform' || operator.kind === 'model',
)

describe('the registry of conversions', () => {
  it('says of every operator either how it is expressed or why not', () => {
    expect(used.filter(({ id }) => converted.has(id) === refused.has(id)).map(({ id }) => id)).toEqual([])
  })

  it('names no operator that does not exist, and none twice', () => {
    const ids = [...transformConversions, ...modelConversions, ...onnxRefusals].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter(id => !used.some(operator => operator.id === id))).toEqual([])
    const labels = new Set(used.map(({ label }) => label))
    expect(onnxRefusals.flatMap(({ able }) => able).filter(label => !labels.has(label))).toEqual([])
  })

  it('tries parameters of operators that exist', () => {
    const ids = [...Object.keys(variants), ...Object.keys(quick)]
    expect(ids.filter(id => !converted.has(id))).toEqual([])
  })
})

/** Spectra between 0 and 1, for what takes the logarithm of a share of the light. */
const asShares = (X: Matrix): Matrix => ({
  ...X,
  values: X.values.map(value => 0.05 + 0.9 / (1 + Math.exp(-value / 3))),
})
const ofLight = new Set([
  'to_absorbance',
  'reflectance_to_absorbance',
  'kubelka_munk',
  'signal_type_converter',
  'from_absorbance',
])

const paramsFor = (operator: AnyTransform | AnyModel, given: object, n_features: number) =>
  paramsOf(operator, {
    ...quick[operator.id],
    ...(operator.id === 'external_parameter_orthogonalization' && {
      interferents: [Array.from({ length: n_features }, (_, j) => Math.cos(j))],
    }),
    ...given,
  })

/** What a case needs before it can be compared; null where n4a itself refuses such data. */
function unlessRefused<T>(work: () => T): T | null {
  try {
    return work()
  } catch (error) {
    if (error instanceof N4aError) return null
    throw error
  }
}

/** Compare on random data; at least some of it has to be data that n4a takes. */
async function onRandomData(
  n_features: { readonly min: number; readonly max: number },
  compare: (shape: Shape) => Promise<boolean>,
): Promise<void> {
  let compared = 0
  await fc.assert(
    fc.asyncProperty(shapes(n_features), async shape => {
      if (await compare(shape)) compared++
    }),
    { numRuns: 8 },
  )
  expect(compared).toBeGreaterThan(0)
}

/** @param terms what each row sums, in size: no sum is known better than its terms in 64 bits */
async function expectSame(file: Uint8Array, X: Matrix, expected: Matrix, terms = 0): Promise<void> {
  const size = expected.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1
  for (const optimization of optimizations) {
    const outputs = await runOnnx(file, X, optimization)
    expect(outputs.Z!.dims).toEqual([expected.rows, expected.columns])
    const difference = relativeDifference(numbersOf(outputs, 'Z'), expected.values)
    expect(difference).toBeLessThan(tolerance + (1e-14 * terms) / size)
  }
}

interface SumOfKernels {
  readonly gamma?: number
  readonly X?: Matrix
  readonly support_vectors?: Matrix
  readonly dual_coefficients: Float64Array
}

/** The largest Σ |cᵢ kᵢ| of a row, for models that sum kernels whose signs take turns; 0 for others. */
function termsOf({ id }: AnyRegressor, state: unknown, params: object, X: Matrix): number {
  if (!['support_vector_regression', 'kernel_ridge_regression', 'gaussian_process_regression'].includes(id)) return 0
  const { gamma = 0.5, X: all, support_vectors, dual_coefficients } = state as SumOfKernels
  const kernel = id === 'gaussian_process_regression' ? { ...gaussianProcessKernel } : { ...(params as Kernel), gamma }
  const kernels = kernelMatrix(kernel, X, (all ?? support_vectors)!)
  return Math.max(
    ...Array.from({ length: X.rows }, (_, i) =>
      row(kernels, i).reduce((sum, value, k) => sum + Math.abs(value * dual_coefficients[k]!), 0),
    ),
  )
}

const casesOf = <Kind extends AnyTransform | AnyModel>(kinds: readonly Kind[]) =>
  kinds
    .filter(({ id }) => converted.has(id))
    .flatMap(operator =>
      [{}, ...(variants[operator.id] ?? [])].map(given => ({
        operator,
        given,
        name: `${operator.id} ${JSON.stringify(given)}`,
      })),
    )

const transforms = used.filter((operator): operator is AnyTransform => operator.kind === 'transform')

describe('a transform as a graph gives what it gives in n4a', () => {
  it.each(casesOf(transforms))('$name', async ({ operator, given }) => {
    await onRandomData({ min: 9, max: 60 }, async shape => {
      const { training, fresh, y } = spectraOf(shape)
      const [X, Z] = ofLight.has(operator.id) ? [asShares(training), asShares(fresh)] : [training, fresh]
      const axis = Float64Array.from({ length: X.columns }, (_, j) => 1000 + 10 * j)
      const params = paramsFor(operator, given, X.columns)
      const fitted = unlessRefused(() => {
        const state = operator.fit(X, params, { y, axis })
        return { state, expected: operator.transform(Z, state, params) }
      })
      if (!fitted) return false
      await expectSame(transformFile(X.columns, stepOf(operator, params), fitted.state), Z, fitted.expected)
      return true
    })
  })

  // The one inverse that a graph has not.
  const undoable = casesOf(transforms.filter(({ inverse }) => inverse)).filter(
    ({ given }) => !('output_distribution' in given),
  )
  it.each(undoable)('undone: $name', async ({ operator, given }) => {
    await onRandomData({ min: 9, max: 12 }, async shape => {
      const { y } = spectraOf(shape)
      const column = { rows: y.length, columns: 1, values: y }
      const params = paramsFor(operator, given, 1)
      const fitted = unlessRefused(() => {
        const state = operator.fit(column, params, { y, axis: null })
        const transformed = operator.transform(column, state, params)
        return { state, transformed, expected: operator.inverse!(transformed, state, params) }
      })
      if (!fitted) return false
      await expectSame(inverseFile(stepOf(operator, params), fitted.state), fitted.transformed, fitted.expected)
      return true
    })
  })
})

const regressors = used.filter((one): one is AnyRegressor => one.kind === 'model' && one.task === 'regression')

describe('a model of a quantity as a graph gives what it gives in n4a', () => {
  it.each(casesOf(regressors))('$name', async ({ operator, given }) => {
    await onRandomData({ min: 6, max: 40 }, async shape => {
      const { training, fresh, y } = spectraOf(shape)
      const params = paramsFor(operator, given, training.columns)
      const fitted = unlessRefused(() => {
        const state = operator.fit(training, y, params, { axis: null })
        return { state, expected: operator.predict(fresh, state, params) }
      })
      if (!fitted) return false
      const expected = { rows: fresh.rows, columns: 1, values: fitted.expected }
      const file = modelFile(training.columns, stepOf(operator, params), fitted.state)
      await expectSame(file, fresh, expected, termsOf(operator, fitted.state, params, fresh))
      return true
    })
  })
})

const classifiers = used.filter((one): one is AnyClassifier => one.kind === 'model' && one.task === 'classification')

describe.each([2, 3])('a classifier of %d classes as a graph gives what it gives in n4a', n_classes => {
  it.each(casesOf(classifiers))('$name', async ({ operator, given }) => {
    // A covariance of its own for each class needs more samples than features.
    const features = operator.id === 'quadratic_discriminant_analysis' ? { min: 2, max: 4 } : { min: 6, max: 30 }
    await onRandomData(features, async shape => {
      const { training, fresh, y } = spectraOf(shape)
      const sorted = y.toSorted()
      const codes = y.map(value => Math.min(n_classes - 1, Math.floor((n_classes * sorted.indexOf(value)) / y.length)))
      const params = paramsFor(operator, given, training.columns)
      const fitted = unlessRefused(() => {
        const state = operator.fit(training, codes, params, { axis: null })
        return { state, expected: operator.scores(fresh, state, params) }
      })
      if (!fitted) return false
      await expectSame(modelFile(training.columns, stepOf(operator, params), fitted.state), fresh, fitted.expected)
      return true
    })
  })
})

describe('a product beside a product of matrices', () => {
  it('keeps its 64 bits where ONNX Runtime rearranges the graph', async () => {
    const X = { rows: 2, columns: 2, values: Float64Array.of(1, 2, 3, 4) }
    const file = fileOf(2, (graph, x) => {
      const { divide, multiply, product } = arithmetic(graph)
      const turned = product(divide(x.tensor, 3), graph.numbers([1, 2, 5, 7], [2, 2]))
      return { tensor: multiply(turned, 0.1), columns: 2 }
    })
    const expected = Float64Array.of(11, 16, 23, 34).map(value => (value / 3) * 0.1)
    for (const optimization of optimizations) {
      expect(relativeDifference(numbersOf(await runOnnx(file, X, optimization), 'Z'), expected)).toBeLessThan(1e-15)
    }
  })
})

describe('functions near 0', () => {
  it('keep their digits where ONNX has them by halves alone', async () => {
    const sizes = [1e-300, 1e-20, 1e-16, 3e-16, 1e-9, 1e-4, 9.9e-4, 0.0147, 0.3, 0.9999, 1, 1.5, 40]
    const values = [0, ...sizes.filter(size => size < 1).map(size => -size), ...sizes]
    const X = { rows: values.length, columns: 1, values: Float64Array.from(values) }
    for (const [add, exact] of [
      [log1p, Math.log1p],
      [expm1, Math.expm1],
    ] as const) {
      const file = fileOf(1, (graph, x) => ({ tensor: add(graph, x.tensor), columns: 1 }))
      for (const optimization of optimizations) {
        const found = numbersOf(await runOnnx(file, X, optimization), 'Z')
        found.forEach((value, i) => {
          expect(Math.abs(value - exact(values[i]!))).toBeLessThanOrEqual(1e-15 * Math.abs(exact(values[i]!)))
        })
      }
    }
  })
})

describe('a tree', () => {
  const tree = regressors.find(({ id }) => id === 'decision_tree_regression')!
  const params = paramsOf(tree)
  const column = (...values: number[]): Matrix => ({
    rows: values.length,
    columns: 1,
    values: Float64Array.from(values),
  })

  it.each([1, 1e-10])('goes the way that n4a goes at the border itself, where values are %d apart', async apart => {
    const training = column(1, 1 + 2 * apart, 1 + 4 * apart)
    const state = tree.fit(training, Float64Array.of(5, 6, 7.123456789012345), params, { axis: null })
    const X = column(1, 1 + apart, 1 + 1.01 * apart, 1 + 3 * apart, 1 + 3.01 * apart)
    const found = numbersOf(await runOnnx(modelFile(1, stepOf(tree, params), state), X), 'Z')
    expect(new Set(found).size).toBe(3)
    expect(found).toEqual(tree.predict(X, state, params))
  })
})

describe('what cannot be expressed', () => {
  it.each(used.filter(({ id }) => refused.has(id)))(
    '$id is refused by name, with a reason and what could stand there',
    operator => {
      const step = stepOf(operator, paramsOf(operator))
      const attempt = () =>
        operator.kind === 'transform'
          ? transformFile(8, step as ReturnType<typeof stepOf<AnyTransform>>, null)
          : modelFile(8, step as ReturnType<typeof stepOf<AnyModel>>, null)
      expect(attempt).toThrow(
        expect.objectContaining({
          code: 'NotExpressible',
          place: { step: operator.label },
          message: expect.stringContaining(operator.label),
          hint: expect.stringContaining(onnxRefusals.find(({ id }) => id === operator.id)!.able[0]!),
        }),
      )
    },
  )

  it('a row of anything but numbers comes out as NaN, whatever the model', async () => {
    const X = { ...zeros(2, 8), values: Float64Array.from({ length: 16 }, (_, at) => (at === 3 ? Number.NaN : at)) }
    const forest = regressors.find(({ id }) => id === 'random_forest_regression')!
    const params = paramsFor(forest, {}, 8)
    const { training, y } = spectraOf({ n_samples: 20, n_features: 8, level: 1, spread: 0.4, constant: [], seed: 1 })
    const state = forest.fit(training, y, params, { axis: null })
    const predicted = numbersOf(await runOnnx(modelFile(8, stepOf(forest, params), state), X), 'Z')
    expect(predicted[0]).toBeNaN()
    expect(Number.isFinite(predicted[1])).toBe(true)
  })
})
