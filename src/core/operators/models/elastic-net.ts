import { NotFinite } from '../../errors/index.ts'
import { centeredRows, columnMeans, columnVariances, type Matrix } from '../../math/matrix.ts'
import { isRoundingNoise, mean } from '../../math/statistics.ts'
import { boolean, integer, real } from '../../params/index.ts'
import { copy, unusedSeed } from '../accepted-parameters.ts'
import { checkSpectra, checkTrainingData } from '../checks.ts'
import { stoppedEarly } from '../convergence-warning.ts'
import { defineRegressor, membersOf, solvedByThemselves } from '../operator.ts'
import { coordinateDescent, descentData } from './coordinate-descent.ts'
import { explainLinear } from './linear-explanation.ts'
import { linearPredictions } from './linear-predictions.ts'
import { onlyInitial } from './unused-parameters.ts'

const alpha = real({ initial: 1, min: 0, abbreviation: 'alpha', help: 'Weight of the penalty; 0 is least squares' })

const descent = {
  fit_intercept: boolean({ initial: true, help: 'Center X and y, so that the line need not pass through 0' }),
  max_iter: integer({ initial: 1000, min: 1, help: 'Most passes over the coefficients; those reached then are taken' }),
  tol: real({
    initial: 1e-4,
    min: 0,
    help: 'Stop when no coefficient changes by more of the largest, and the duality gap is below tol · ‖y − ȳ‖²',
  }),
  positive: boolean({ initial: false, help: 'Keep every coefficient from being negative' }),
  precompute: boolean({ initial: false, help: 'Accepted without effect: the faster way is chosen by the shape of X' }),
  copy_X: copy,
  warm_start: boolean({ initial: false, help: 'Accepted without effect: every fit starts at 0' }),
  random_state: unusedSeed,
  selection: onlyInitial({
    initial: 'cyclic',
    refused: ['random', 1, null],
    help: 'Coefficients are visited from the first to the last',
  }),
}

interface Penalty {
  readonly alpha: number
  readonly l1_ratio: number
}

interface Settings {
  readonly fit_intercept: boolean
  readonly max_iter: number
  readonly tol: number
  readonly positive: boolean
}

/** A model for each of the penalties, from data that are prepared once for all. */
function fitEach(X: Matrix, y: Float64Array, penalties: readonly Penalty[], settings: Settings) {
  const { fit_intercept, max_iter, tol, positive } = settings
  checkTrainingData(X, y, 1, 'coordinate descent')
  const x_mean = fit_intercept ? columnMeans(X) : new Float64Array(X.columns)
  const y_mean = fit_intercept ? mean(y) : 0
  const centered = fit_intercept ? centeredVarying(X, x_mean) : X
  const data = descentData(
    centered,
    y.map(value => value - y_mean),
  )
  return penalties.map(({ alpha, l1_ratio }) => {
    const problem = { data, l1: alpha * l1_ratio * X.rows, l2: alpha * (1 - l1_ratio) * X.rows, positive }
    const { coefficients, n_iter, dual_gap, converged } = coordinateDescent(problem, max_iter, tol)
    if (!coefficients.every(Number.isFinite)) throw NotFinite({ what: 'The coefficients' })
    return { x_mean, y_mean, coefficients, n_iter, dual_gap: dual_gap / X.rows, converged }
  })
}

/** Features that are constant but for rounding become 0, so that they cannot be given a coefficient. */
function centeredVarying(X: Matrix, x_mean: Float64Array): Matrix {
  const centered = centeredRows(X, x_mean)
  columnVariances(X, x_mean, 0).forEach((variance, j) => {
    if (!isRoundingNoise(variance, x_mean[j]!, X.rows)) return
    for (let i = 0; i < X.rows; i++) centered.values[i * X.columns + j] = 0
  })
  return centered
}

type ElasticNetModel = ReturnType<typeof fitEach>[number]

function predict(X: Matrix, model: ElasticNetModel): Float64Array {
  checkSpectra(X, model.x_mean.length)
  return linearPredictions(X, model, [model.coefficients])[0]!
}

function warnings({ converged }: ElasticNetModel): readonly string[] {
  return stoppedEarly(converged, 'max_iter')
}

function predictTogether(X: Matrix, models: readonly ElasticNetModel[]): Float64Array[] {
  const [{ x_mean, y_mean }] = models as [ElasticNetModel]
  checkSpectra(X, x_mean.length)
  return linearPredictions(
    X,
    { x_mean, y_mean },
    models.map(({ coefficients }) => coefficients),
  )
}

/**
 * Elastic net: least squares with penalties on the absolute and the squared coefficients. Nothing is scaled.
 *
 * X: (n_samples, n_features), y: (n_samples,) → predictions in the unit of y. Learns means and coefficients, and keeps
 * whether `max_iter` was enough (`converged`).
 *
 * @throws TooFewSamples; WrongFeatureCount; NotFinite
 * @see Zou & Hastie (2005), Journal of the Royal Statistical Society B 67(2), 301–320
 */
export const elasticNet = defineRegressor({
  id: 'elastic_net',
  label: 'ElasticNet',
  class_path: 'sklearn.linear_model.ElasticNet',
  aliases: ['sklearn.linear_model._coordinate_descent.ElasticNet'],
  summary: 'Least squares with penalties on the absolute and the squared coefficients',
  formula: 'b minimises ‖y − b₀ − Xb‖² / 2n + alpha · l1_ratio · Σ|bⱼ| + alpha · (1 − l1_ratio) / 2 · ‖b‖²',
  source:
    'Zou & Hastie (2005), Journal of the Royal Statistical Society B 67(2), 301–320; computed by Friedman, Hastie & Tibshirani (2010), Journal of Statistical Software 33(1), 1–22',
  checked_against:
    'scikit-learn 1.2.1 on Tecator, within 1e-9 of sd(y), within 1e-4 in cross-validation; nirs4all 0.11, within 1e-8',
  params: {
    alpha,
    l1_ratio: real({
      initial: 0.5,
      min: 0,
      max: 1,
      abbreviation: 'l1',
      help: 'Share of the penalty on absolute values: 1 is the lasso, 0 a ridge',
    }),
    ...descent,
  },
  fit: (X, y, given) => fitEach(X, y, [given], given)[0]!,
  predict,
  explain: explainLinear,
  warnings,
  family: {
    // Each starts at 0: a start at the solution of the penalty before it would end elsewhere within the tolerance.
    parameters: ['alpha', 'l1_ratio'],
    at_most: solvedByThemselves,
    fitPredict: (X, y, members, targets) => {
      const models = fitEach(X, y, members, members[0]!)
      return membersOf(
        models,
        targets.map(target => predictTogether(target, models)),
        warnings,
      )
    },
  },
})

/**
 * Lasso: least squares with a penalty on the absolute coefficients, many of which become 0. Nothing is scaled.
 *
 * X: (n_samples, n_features), y: (n_samples,) → predictions in the unit of y. Learns means and coefficients, and keeps
 * whether `max_iter` was enough (`converged`).
 *
 * @throws TooFewSamples; WrongFeatureCount; NotFinite
 * @see Tibshirani (1996), Journal of the Royal Statistical Society B 58(1), 267–288
 */
export const lasso = defineRegressor({
  id: 'lasso',
  label: 'Lasso',
  class_path: 'sklearn.linear_model.Lasso',
  aliases: ['sklearn.linear_model._coordinate_descent.Lasso'],
  summary: 'Least squares with a penalty on the absolute coefficients, many of which become 0',
  formula: 'b minimises ‖y − b₀ − Xb‖² / 2n + alpha · Σ|bⱼ|',
  source:
    'Tibshirani (1996), Journal of the Royal Statistical Society B 58(1), 267–288; computed by Friedman, Hastie & Tibshirani (2010), Journal of Statistical Software 33(1), 1–22',
  checked_against: 'scikit-learn 1.2.1 on Tecator, within 1e-9 of sd(y); nirs4all 0.11, within 1e-8',
  params: { alpha, ...descent },
  fit: (X, y, { alpha, ...settings }) => fitEach(X, y, [{ alpha, l1_ratio: 1 }], settings)[0]!,
  predict,
  explain: explainLinear,
  warnings,
  family: {
    parameters: ['alpha'],
    at_most: solvedByThemselves,
    fitPredict: (X, y, members, targets) => {
      const models = fitEach(
        X,
        y,
        members.map(({ alpha }) => ({ alpha, l1_ratio: 1 })),
        members[0]!,
      )
      return membersOf(
        models,
        targets.map(target => predictTogether(target, models)),
        warnings,
      )
    },
  },
})
