import { hotellingLimit, residualLimits } from '../../math/control-limits.ts'
import { type Matrix, row } from '../../math/matrix.ts'
import { addScaled, dot, multiply, multiplyTransposed } from '../../math/products.ts'
import type { ComponentDiagnostics, ControlLimits, ModelExplanation } from '../../records/index.ts'
import { checkSpectra } from '../checks.ts'
import { linearExplanation, plainNumbers } from './linear-explanation.ts'
import type { LinearModel } from './linear-predictions.ts'
import { scaledRows } from './pls-fit.ts'
import type { TrainingSquares } from './training-squares.ts'

/** A linear model of y on components of the spectra, whose training scores are orthogonal. One row per component. */
export interface LatentModel extends LinearModel {
  /** (n_features,) */
  readonly x_std: Float64Array
  readonly x_weights: Matrix
  readonly x_loadings: Matrix
  readonly x_rotations: Matrix
  /** In the unit of y: (n_components,). */
  readonly y_loadings: Float64Array
  readonly training_squares: TrainingSquares
}

/**
 * Everything that the components say of features and of samples: the `explain` of models whose state is a `LatentModel`.
 *
 * @param X the spectra to judge: (n_samples, n_features)
 * @param training those that the model was fitted on, for the limits of Q and the selectivity ratio
 * @throws WrongFeatureCount, NotFinite
 */
export function explainLatent(model: LatentModel, X: Matrix, _params: unknown, training: Matrix = X): ModelExplanation {
  checkSpectra(X, model.x_mean.length)
  checkSpectra(training, model.x_mean.length)
  const scaled = scaledRows(X, model.x_mean, model.x_std)
  const scaledTraining = training === X ? scaled : scaledRows(training, model.x_mean, model.x_std)
  const scores = scoresOf(scaled, model.x_rotations)
  const { score_squares, x_squares } = model.training_squares
  const left = residualsOf(scaled, scores, model.x_loadings)
  const leftOfTraining =
    training === X ? left : residualsOf(scaledTraining, scoresOf(scaledTraining, model.x_rotations), model.x_loadings)
  const direction = model.coefficients.map((coefficient, j) => coefficient * model.x_std[j]!)
  const [at_95, at_99] = residualLimits(leftOfTraining, x_squares, [0.95, 0.99]) as [number | null, number | null]
  const x_explained = score_squares.map((squares, a) => {
    return (squares * dot(row(model.x_loadings, a), row(model.x_loadings, a))) / x_squares
  })
  return {
    ...linearExplanation(model),
    components: {
      ...sampleDiagnostics(scores, model.y_loadings, model.training_squares),
      x_weights: rowsOf(model.x_weights),
      x_loadings: rowsOf(model.x_loadings),
      x_rotations: rowsOf(model.x_rotations),
      x_explained: Array.from(x_explained),
      vip: variableImportance(model.x_weights, model.y_loadings, score_squares),
      selectivity_ratio: selectivityRatio(scaledTraining, direction),
      q_residuals: Array.from({ length: X.rows }, (_, i) => dot(row(left, i), row(left, i))),
      q_residuals_limits: { at_95, at_99 },
    },
  }
}

/**
 * What scores alone say: T² = Σ tₐ² / sₐ² with sₐ² the variance of the training scores (ddof 1), and the share of y that each
 * component describes, qₐ² tₐᵀtₐ / yᵀy.
 *
 * @param scores one row per component: (n_components, n_samples)
 * @param y_loadings in the unit of y: (n_components,)
 * @see Hotelling (1947), Multivariate quality control, in Techniques of Statistical Analysis
 */
export function sampleDiagnostics(
  scores: Matrix,
  y_loadings: Float64Array,
  { n_samples, y_squares, score_squares }: TrainingSquares,
): ComponentDiagnostics {
  const hotelling_t2 = new Float64Array(scores.columns)
  for (let a = 0; a < scores.rows; a++) {
    const variance = score_squares[a]! / (n_samples - 1)
    row(scores, a).forEach((score, i) => {
      hotelling_t2[i]! += (score * score) / variance
    })
  }
  const limit = (probability: number) => hotellingLimit(n_samples, scores.rows, probability)
  const limits: ControlLimits = { at_95: limit(0.95), at_99: limit(0.99) }
  return {
    n_components: scores.rows,
    x_scores: Array.from({ length: scores.columns }, (_, i) =>
      Array.from({ length: scores.rows }, (_, a) => row(scores, a)[i]!),
    ),
    y_explained: Array.from(y_loadings, (loading, a) => {
      return y_squares > 0 ? (loading * loading * score_squares[a]!) / y_squares : 0
    }),
    hotelling_t2: Array.from(hotelling_t2),
    hotelling_t2_limits: limits,
  }
}

/** One row per component: (n_components, n_samples). */
export function scoresOf(X: Matrix, rotations: Matrix): Matrix {
  const scores = { rows: rotations.rows, columns: X.rows, values: new Float64Array(rotations.rows * X.rows) }
  for (let a = 0; a < rotations.rows; a++) row(scores, a).set(multiply(X, row(rotations, a)))
  return scores
}

/** X − TPᵀ: (n_samples, n_features). */
function residualsOf(X: Matrix, scores: Matrix, loadings: Matrix): Matrix {
  const left = { ...X, values: X.values.slice() }
  for (let i = 0; i < X.rows; i++) {
    for (let a = 0; a < scores.rows; a++) addScaled(row(left, i), -row(scores, a)[i]!, row(loadings, a))
  }
  return left
}

/**
 * Variable importance in projection: √(p Σ cₐ wₐⱼ² / Σ cₐ), cₐ = qₐ² tₐᵀtₐ what component a describes of y. Of principal
 * components, their directions are the weights.
 * @see Wold, Johansson & Cocchi (1993), PLS, in 3D QSAR in Drug Design, 523–550; Chong & Jun (2005), Chemometrics and Intelligent
 * Laboratory Systems 78(1), 103–112
 */
function variableImportance(weights: Matrix, y_loadings: Float64Array, score_squares: Float64Array): number[] {
  const described = y_loadings.map((loading, a) => loading * loading * score_squares[a]!)
  const total = described.reduce((sum, share) => sum + share, 0)
  return Array.from({ length: weights.columns }, (_, j) => {
    const sum = described.reduce((part, share, a) => part + share * row(weights, a)[j]! ** 2, 0)
    return total > 0 ? Math.sqrt((weights.columns * sum) / total) : 0
  })
}

/**
 * Selectivity ratio: along t = Xb / ‖b‖, the sum of squares ‖t‖² pⱼ² with p = Xᵀt / tᵀt that each feature has, against what is
 * left of the feature. 0 for a feature that does not vary.
 * @see Rajalahti et al. (2009), Chemometrics and Intelligent Laboratory Systems 95(1), 35–48
 */
function selectivityRatio(X: Matrix, direction: Float64Array): number[] {
  const scores = multiply(X, direction)
  const size = dot(scores, scores)
  const left = { ...X, values: X.values.slice() }
  const loadings = multiplyTransposed(X, scores).map(product => (size > 0 ? product / size : 0))
  const rest = new Float64Array(X.columns)
  for (let i = 0; i < X.rows; i++) {
    addScaled(row(left, i), -scores[i]!, loadings)
    row(left, i).forEach((value, j) => {
      rest[j]! += value * value
    })
  }
  return Array.from(loadings, (loading, j) => (loading === 0 ? 0 : (size * loading * loading) / rest[j]!))
}

const rowsOf = (matrix: Matrix): number[][] =>
  Array.from({ length: matrix.rows }, (_, a) => plainNumbers(row(matrix, a)))
