import { ParametersConflict, SingularFit } from '../../errors/index.ts'
import { columnMeans, type Matrix, mapRows, row, zeros } from '../../math/matrix.ts'
import { addScaled, dot, multiply, multiplyTransposed } from '../../math/products.ts'
import { mean } from '../../math/statistics.ts'
import { boolean, integer } from '../../params/index.ts'
import { checkSpectra, checkTrainingData } from '../checks.ts'
import { defineRegressor, type TrainingShape } from '../operator.ts'
import { explainLatent } from './latent-diagnostics.ts'
import { linearExplanation } from './linear-explanation.ts'
import { checkComponents, checkVaries, fitPls, predictPls, scaledRows, scalesOf } from './pls-fit.ts'
import { backend } from './unused-parameters.ts'

/**
 * Orthogonal partial least squares: variation of the spectra that is orthogonal to y is removed, and PLS regression follows.
 *
 * X: (n_samples, n_features), y: (n_samples,) → predictions in the unit of y. Learns means, scales, the orthogonal weights and
 * loadings, and the PLS model of what remains (which is scaled again).
 * Unlike the Python library: more components than the spectra can hold are refused, not lowered without a word.
 *
 * @throws ConstantTarget; SingularFit; TooManyComponents; ParametersConflict; TooFewSamples; WrongFeatureCount; NotFinite
 * @see Trygg & Wold (2002), Journal of Chemometrics 16(3), 119–128
 */
export const orthogonalPls = defineRegressor({
  id: 'orthogonal_pls',
  label: 'OPLS',
  class_path: 'nirs4all.operators.models.OPLS',
  aliases: ['nirs4all.operators.models.sklearn.opls.OPLS', 'nirs4all.operators.models.sklearn.OPLS'],
  summary: 'PLS regression after the variation orthogonal to y is removed',
  formula: 'X − Σ tₒ pₒᵀ with tₒ = X wₒ, wₒ the part of the loadings orthogonal to Xᵀy; then PLS',
  source: 'Trygg & Wold (2002), Journal of Chemometrics 16(3), 119–128',
  checked_against:
    'numpy 1.24.2 by the published steps and scikit-learn 1.2.1 (PLSRegression) on Tecator, within 1e-9 of sd(y); nirs4all 0.11, within 1e-8',
  differs: 'more components than the spectra can hold are refused, not lowered without a word',
  params: {
    n_components: integer({
      initial: 1,
      min: 1,
      abbreviation: 'nc',
      help: 'Number of orthogonal components to remove',
    }),
    pls_components: integer({
      initial: 1,
      min: 1,
      abbreviation: 'pc',
      help: 'Number of components of the PLS that follows',
    }),
    scale: boolean({
      initial: true,
      help: 'Divide each feature by its training standard deviation (ddof 1) before the filter',
    }),
    backend,
  },
  checkShape: (shape, { n_components, pls_components }) => checkBothComponents(shape, n_components, pls_components),
  fit: (X, y, { n_components, pls_components, scale }) => {
    checkTrainingData(X, y, 2, 'orthogonal PLS')
    checkBothComponents({ n_samples: X.rows, n_features: X.columns }, n_components, pls_components)
    checkVaries(y)
    const x_mean = columnMeans(X)
    const x_std = scale ? scalesOf(X, x_mean, 1) : new Float64Array(X.columns).fill(1)
    const y_mean = mean(y)
    const scaled = scaledRows(X, x_mean, x_std)
    const weights = weightsOf(
      scaled,
      y.map(value => value - y_mean),
    )
    const filter = orthogonalComponents(scaled, weights, { rows: 1, columns: X.columns, values: weights }, n_components)
    const pls = fitPls(filtered(scaled, filter), y, { n_components: pls_components, scale: true })
    return { x_mean, x_std, ...filter, pls }
  },
  predict: (X, { x_mean, x_std, pls, ...filter }) => {
    checkSpectra(X, x_mean.length)
    return predictPls(filtered(scaledRows(X, x_mean, x_std), filter), pls)
  },
  // Components are those of the PLS that follows, so Q is what neither they nor the orthogonal ones describe.
  explain: ({ x_mean, x_std, pls, ...filter }, X, params, training = X) => {
    checkSpectra(X, x_mean.length)
    checkSpectra(training, x_mean.length)
    const remaining = filtered(scaledRows(X, x_mean, x_std), filter)
    const ofTraining = training === X ? remaining : filtered(scaledRows(training, x_mean, x_std), filter)
    const coefficients = unfiltered(pls.coefficients, filter).map((coefficient, j) => coefficient / x_std[j]!)
    const y_mean = pls.y_mean - dot(pls.x_mean, pls.coefficients)
    return {
      ...explainLatent(pls, remaining, params, ofTraining),
      ...linearExplanation({ x_mean, y_mean, coefficients }),
    }
  },
})

/** Orthogonal components and those of the PLS that follows. @throws TooManyComponents, ParametersConflict */
export function checkBothComponents(shape: TrainingShape, n_components: number, pls_components: number): void {
  checkComponents(shape, n_components)
  const limit = Math.min(shape.n_samples, shape.n_features)
  if (n_components + pls_components > limit) {
    const reason = `n_components ${n_components} and pls_components ${pls_components} together exceed the ${limit} components that ${shape.n_samples} samples of ${shape.n_features} features can hold`
    throw ParametersConflict({ reason })
  }
}

export interface OrthogonalFilter {
  /** One row per component: (n_components, n_features). */
  readonly orthogonal_weights: Matrix
  readonly orthogonal_loadings: Matrix
}

/** Against the length of the loadings, what rounding leaves of nothing. */
const nothing = 1e-12

/** Of unit length: (n_features,). */
function weightsOf(X: Matrix, y: Float64Array): Float64Array {
  const direction = multiplyTransposed(X, y)
  const length = Math.sqrt(dot(direction, direction))
  if (!(length > 0)) throw SingularFit({ reason: 'nothing in the spectra covaries with y' })
  return direction.map(value => value / length)
}

/**
 * @param weights of the first component of PLS, of unit length: (n_features,)
 * @param covarying an orthonormal basis of all directions that covary with a target: (n_targets or fewer, n_features)
 * @throws SingularFit
 */
export function orthogonalComponents(
  X: Matrix,
  weights: Float64Array,
  covarying: Matrix,
  n_components: number,
): OrthogonalFilter {
  const remaining = { ...X, values: X.values.slice() }
  const orthogonal_weights = zeros(n_components, X.columns)
  const orthogonal_loadings = zeros(n_components, X.columns)
  for (let a = 0; a < n_components; a++) {
    const loadings = loadingsOf(remaining, multiply(remaining, weights))
    const orthogonal = row(orthogonal_weights, a)
    orthogonal.set(loadings)
    for (let b = 0; b < covarying.rows; b++) {
      addScaled(orthogonal, -dot(row(covarying, b), loadings), row(covarying, b))
    }
    const size = Math.sqrt(dot(orthogonal, orthogonal))
    if (!(size > nothing * Math.sqrt(dot(loadings, loadings)))) {
      throw SingularFit({ reason: `after ${a} orthogonal components nothing orthogonal to y is left` })
    }
    for (let j = 0; j < orthogonal.length; j++) orthogonal[j]! /= size
    const scores = multiply(remaining, orthogonal)
    row(orthogonal_loadings, a).set(loadingsOf(remaining, scores))
    for (let i = 0; i < X.rows; i++) addScaled(row(remaining, i), -scores[i]!, row(orthogonal_loadings, a))
  }
  return { orthogonal_weights, orthogonal_loadings }
}

function loadingsOf(X: Matrix, scores: Float64Array): Float64Array {
  const size = dot(scores, scores)
  return multiplyTransposed(X, scores).map(value => value / size)
}

/** Spectra less their orthogonal components. */
export function filtered(X: Matrix, { orthogonal_weights, orthogonal_loadings }: OrthogonalFilter): Matrix {
  return mapRows(X, (spectrum, target) => {
    target.set(spectrum)
    for (let a = 0; a < orthogonal_weights.rows; a++) {
      addScaled(target, -dot(target, row(orthogonal_weights, a)), row(orthogonal_loadings, a))
    }
  })
}

/** Coefficients of the scaled spectra that predict as `coefficients` do after the filter: (n_features,). */
function unfiltered(coefficients: Float64Array, { orthogonal_weights, orthogonal_loadings }: OrthogonalFilter) {
  const before = coefficients.slice()
  for (let a = orthogonal_weights.rows - 1; a >= 0; a--) {
    addScaled(before, -dot(row(orthogonal_loadings, a), before), row(orthogonal_weights, a))
  }
  return before
}
