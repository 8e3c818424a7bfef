import { SingularFit } from '../../errors/index.ts'
import { columnMeans, type Matrix, row, takeRows, zeros } from '../../math/matrix.ts'
import { addScaled, dot, multiply, multiplyTransposed } from '../../math/products.ts'
import { mean, standardDeviation } from '../../math/statistics.ts'
import { boolean, integer, real } from '../../params/index.ts'
import { maxIterations, tolerance } from '../accepted-parameters.ts'
import { checkSpectra, checkTrainingData } from '../checks.ts'
import { defineRegressor } from '../operator.ts'
import { explainLatent } from './latent-diagnostics.ts'
import { linearPredictions } from './linear-predictions.ts'
import { checkComponents, checkVaries, scaledRows, scalesOf } from './pls-fit.ts'
import { trainingSquares } from './training-squares.ts'
import { backend } from './unused-parameters.ts'

/**
 * Sparse partial least squares of one target: weights of features that covary little with y are 0. A component that the
 * penalty leaves without features ends the extraction.
 *
 * X: (n_samples, n_features), y: (n_samples,) → predictions in the unit of y. Learns means, components and coefficients.
 * Unlike the Python library: `scale: false` is obeyed, and a penalty that leaves no feature at all is an error.
 *
 * @throws ConstantTarget; SingularFit; TooManyComponents; TooFewSamples; WrongFeatureCount; NotFinite
 * @see Lê Cao et al. (2008), Statistical Applications in Genetics and Molecular Biology 7(1), 35
 */
export const sparsePls = defineRegressor({
  id: 'sparse_pls',
  label: 'SparsePLS',
  class_path: 'nirs4all.operators.models.SparsePLS',
  aliases: ['nirs4all.operators.models.sklearn.sparsepls.SparsePLS', 'nirs4all.operators.models.sklearn.SparsePLS'],
  summary: 'PLS regression in which features that covary little with y weigh nothing',
  formula: 'wₐ ∝ sign(Xᵀy) · max(|Xᵀy| − alpha, 0) of what remains; b = W(PᵀW + 10⁻⁵)⁻¹q, scores of unit length',
  source: 'Lê Cao et al. (2008), Statistical Applications in Genetics and Molecular Biology 7(1), 35',
  checked_against: 'nirs4all 0.11, within 1e-8',
  differs: 'scale: false is obeyed, and a penalty that leaves no feature at all is an error',
  params: {
    n_components: integer({ initial: 5, min: 1, abbreviation: 'nc', help: 'Number of components' }),
    alpha: real({
      initial: 1,
      min: 0,
      abbreviation: 'alpha',
      help: 'Taken off the covariances (sums over the training rows, in standard deviations) before they become weights',
    }),
    scale: boolean({ initial: true, help: 'Divide features and y by their training standard deviations (ddof 0)' }),
    max_iter: maxIterations,
    tol: tolerance(1e-6),
    backend,
  },
  checkShape: (shape, { n_components }) => checkComponents(shape, n_components),
  fit: (X, y, { n_components, alpha, scale }) => {
    checkTrainingData(X, y, 2, 'sparse PLS')
    checkComponents({ n_samples: X.rows, n_features: X.columns }, n_components)
    checkVaries(y)
    const x_mean = columnMeans(X)
    const x_std = scale ? scalesOf(X, x_mean, 0) : new Float64Array(X.columns).fill(1)
    const y_mean = mean(y)
    const y_std = scale ? standardDeviation(y, 0) : 1
    const target = y.map(value => (value - y_mean) / y_std)
    const scaled = scaledRows(X, x_mean, x_std)
    const { x_weights, x_loadings, x_scores, y_loadings } = sparseComponents(scaled, target, n_components, alpha)
    const combination = combined(x_weights, x_loadings, y_loadings)
    return {
      x_mean,
      x_std,
      y_mean,
      x_weights,
      x_loadings,
      x_rotations: rotationsOf(x_weights, x_loadings),
      y_loadings: y_loadings.map(loading => loading * y_std),
      training_squares: trainingSquares(
        dot(scaled.values, scaled.values),
        y.map(value => value - y_mean),
        x_scores,
      ),
      coefficients: combination.map((value, j) => (value * y_std) / x_std[j]!),
    }
  },
  predict: (X, model) => {
    checkSpectra(X, model.x_mean.length)
    return linearPredictions(X, model, [model.coefficients])[0]!
  },
  explain: explainLatent,
})

/** Below this a length is nothing. */
const nothing = 1e-10
/** Added to the diagonal before the triangular system is solved, as the Python library does. */
const shrinkage = 1e-5

/** X scaled: (n_samples, n_features), y scaled: (n_samples,) → one row per component, scores of unit length. */
function sparseComponents(X: Matrix, y: Float64Array, n_components: number, alpha: number) {
  const remaining = { ...X, values: X.values.slice() }
  const remainingY = y.slice()
  const weights = zeros(n_components, X.columns)
  const loadings = zeros(n_components, X.columns)
  const x_scores = zeros(n_components, X.rows)
  const y_loadings = new Float64Array(n_components)
  let count = 0
  for (; count < n_components; count++) {
    const direction = thresholded(multiplyTransposed(remaining, remainingY), alpha)
    const scores = multiply(remaining, direction)
    const length = Math.sqrt(dot(scores, scores))
    // For one target, its own weight is 1 or, where the penalty exceeds the covariance of the scores too, nothing.
    if (!(length > nothing) || dot(remainingY, scores) <= alpha) break
    for (let i = 0; i < scores.length; i++) scores[i]! /= length
    row(x_scores, count).set(scores)
    row(weights, count).set(direction)
    row(loadings, count).set(multiplyTransposed(remaining, scores))
    y_loadings[count] = dot(remainingY, scores)
    for (let i = 0; i < X.rows; i++) addScaled(row(remaining, i), -scores[i]!, row(loadings, count))
    addScaled(remainingY, -y_loadings[count]!, scores)
  }
  if (count === 0) throw SingularFit({ reason: `alpha ${alpha} leaves no feature with a weight` })
  const found = Array.from({ length: count }, (_, a) => a)
  return {
    x_weights: takeRows(weights, found),
    x_loadings: takeRows(loadings, found),
    x_scores: takeRows(x_scores, found),
    y_loadings: y_loadings.slice(0, count),
  }
}

/** Shrunk towards 0 by alpha, then of unit length. */
function thresholded(covariances: Float64Array, alpha: number): Float64Array {
  const shrunk = covariances.map(value => Math.sign(value) * Math.max(Math.abs(value) - alpha, 0))
  const length = Math.sqrt(dot(shrunk, shrunk))
  return length > nothing ? shrunk.map(value => value / length) : shrunk
}

/** W(PᵀW + shrinkage)⁻¹q: PᵀW is upper triangular, because what a component explains is taken off before the next. */
function combined(weights: Matrix, loadings: Matrix, y_loadings: Float64Array): Float64Array {
  const solved = y_loadings.slice()
  const coefficients = new Float64Array(weights.columns)
  for (let a = solved.length - 1; a >= 0; a--) {
    for (let b = a + 1; b < solved.length; b++) solved[a]! -= dot(row(loadings, a), row(weights, b)) * solved[b]!
    solved[a]! /= dot(row(loadings, a), row(weights, a)) + shrinkage
    addScaled(coefficients, solved[a]!, row(weights, a))
  }
  return coefficients
}

/** W(PᵀW)⁻¹, which takes scaled spectra straight to scores: (n_components, n_features). */
function rotationsOf(weights: Matrix, loadings: Matrix): Matrix {
  const rotations = { ...weights, values: weights.values.slice() }
  for (let a = 0; a < weights.rows; a++) {
    const own = row(rotations, a)
    for (let b = 0; b < a; b++) addScaled(own, -dot(row(loadings, b), row(weights, a)), row(rotations, b))
    const size = dot(row(loadings, a), row(weights, a))
    for (let j = 0; j < own.length; j++) own[j]! /= size
  }
  return rotations
}
