import { ConstantTarget, NotFinite, TooManyComponents } from '../../errors/index.ts'
import { centeredRows, columnMeans, columnVariances, type Matrix, row } from '../../math/matrix.ts'
import { addScaled } from '../../math/products.ts'
import { isRoundingNoise, mean, squaredDeviations } from '../../math/statistics.ts'
import { boolean, integer } from '../../params/index.ts'
import { copy, maxIterations, tolerance } from '../accepted-parameters.ts'
import { checkSpectra, checkTrainingData } from '../checks.ts'
import { defineModel, type TrainingShape } from '../operator.ts'
import { linearPredictions } from './linear-predictions.ts'
import { type PlsComponents, plsComponents } from './pls-components.ts'

/**
 * Partial least squares regression of one target.
 *
 * X: (n_samples, n_features), y: (n_samples,) → predictions in the unit of y. Learns means, scales, loadings, rotations and
 * the coefficients in units of y per unit of X. The first components of a fit are those of any shorter fit, bit for bit.
 *
 * @throws ConstantTarget; SingularFit when the spectra hold fewer components; TooManyComponents; TooFewSamples; NotFinite
 * @see Wold, Sjöström & Eriksson (2001), Chemometrics and Intelligent Laboratory Systems 58(2), 109–130
 */
export const partialLeastSquaresRegression = defineModel({
  id: 'partial_least_squares_regression',
  label: 'PLS',
  class_path: 'sklearn.cross_decomposition.PLSRegression',
  aliases: ['PLSRegression', 'sklearn.cross_decomposition._pls.PLSRegression'],
  summary: 'Regression on the components of the spectra that covary most with y',
  formula: 'ŷ = ȳ + Σ qₐ tₐ, with scores tₐ of greatest covariance with y, each orthogonal to those before',
  source:
    'Wold, Sjöström & Eriksson (2001), Chemometrics and Intelligent Laboratory Systems 58(2), 109–130; computed by Dayal & MacGregor (1997), Journal of Chemometrics 11(1), 73–85',
  params: {
    n_components: integer({ initial: 2, min: 1, abbreviation: 'nc', help: 'Number of components' }),
    scale: boolean({ initial: true, help: 'Divide each feature by its training standard deviation (ddof 1)' }),
    max_iter: maxIterations,
    tol: tolerance(1e-6),
    copy,
  },
  checkShape: (shape, { n_components }) => checkComponents(shape, n_components),
  fit: (X, y, { n_components, scale }) => {
    const { x_mean, x_std, y_mean, components } = extract(X, y, n_components, scale)
    const { x_loadings, x_rotations, y_loadings } = components
    const [coefficients] = coefficientsOf(components, x_std, [n_components])
    return { x_mean, x_std, y_mean, x_loadings, x_rotations, y_loadings, coefficients: coefficients! }
  },
  predict: (X, model) => {
    checkSpectra(X, model.x_mean.length)
    return linearPredictions(X, model, [model.coefficients])[0]!
  },
  family: {
    parameter: 'n_components',
    fitPredict: (X, y, { scale }, values, targets) => {
      const counts = values as readonly number[]
      const { x_mean, x_std, y_mean, components } = extract(X, y, Math.max(...counts), scale)
      const coefficients = coefficientsOf(components, x_std, counts)
      const byTarget = targets.map(target => {
        checkSpectra(target, x_mean.length)
        return linearPredictions(target, { x_mean, y_mean }, coefficients)
      })
      return counts.map((_, value) => byTarget.map(predictions => predictions[value]!))
    },
  },
})

function checkComponents({ n_samples, n_features }: TrainingShape, n_components: number): void {
  const limit = Math.min(n_samples, n_features)
  if (n_components > limit) throw TooManyComponents({ n_components, limit, n_train: n_samples, n_features })
}

interface Extraction {
  readonly x_mean: Float64Array
  readonly x_std: Float64Array
  readonly y_mean: number
  readonly components: PlsComponents
}

function extract(X: Matrix, y: Float64Array, n_components: number, scale: boolean): Extraction {
  checkTrainingData(X, y, 2, 'PLS regression')
  checkComponents({ n_samples: X.rows, n_features: X.columns }, n_components)
  const y_mean = mean(y)
  if (isRoundingNoise(squaredDeviations(y, y_mean) / y.length, y_mean, y.length)) throw ConstantTarget({ value: y[0]! })
  const x_mean = columnMeans(X)
  const x_std = scale ? scalesOf(X, x_mean) : new Float64Array(X.columns).fill(1)
  const scaled = centeredRows(X, x_mean)
  for (let i = 0; i < X.rows; i++) {
    for (let j = 0; j < X.columns; j++) scaled.values[i * X.columns + j]! /= x_std[j]!
  }
  const centered = y.map(value => value - y_mean)
  return { x_mean, x_std, y_mean, components: plsComponents(scaled, centered, n_components) }
}

/** Standard deviation of each feature; 1 where the feature is constant but for rounding, as scikit-learn means it. */
function scalesOf(X: Matrix, x_mean: Float64Array): Float64Array {
  return columnVariances(X, x_mean, 1).map((variance, j) =>
    isRoundingNoise(variance, x_mean[j]!, X.rows) ? 1 : Math.sqrt(variance),
  )
}

/** In units of X, for each number of components: (n_features,). */
function coefficientsOf(
  { x_rotations, y_loadings }: PlsComponents,
  x_std: Float64Array,
  counts: readonly number[],
): Float64Array[] {
  const byCount = new Map<number, Float64Array>()
  const sum = new Float64Array(x_rotations.columns)
  for (let a = 0; a < y_loadings.length; a++) {
    addScaled(sum, y_loadings[a]!, row(x_rotations, a))
    if (counts.includes(a + 1)) {
      byCount.set(
        a + 1,
        sum.map((value, j) => value / x_std[j]!),
      )
    }
  }
  const coefficients = counts.map(count => byCount.get(count)!)
  if (!coefficients.every(vector => vector.every(Number.isFinite))) throw NotFinite({ what: 'The coefficients' })
  return coefficients
}
