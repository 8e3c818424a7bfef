import { columnMeans, type Matrix, mapRows, row } from '../../math/matrix.ts'
import { addScaled, dot, multiply } from '../../math/products.ts'
import { mean, quantiles } from '../../math/statistics.ts'
import { boolean, choice, integer, type Parameter, real } from '../../params/index.ts'
import { checkSpectra, checkTrainingData } from '../checks.ts'
import { stoppedEarly } from '../convergence-warning.ts'
import { defineRegressor } from '../operator.ts'
import { explainLatent } from './latent-diagnostics.ts'
import { linearPredictions } from './linear-predictions.ts'
import { plsComponents } from './pls-components.ts'
import { checkComponents, checkVaries, scaledRows, scalesOf } from './pls-fit.ts'
import { trainingSquares } from './training-squares.ts'
import { backend, onlyInitial } from './unused-parameters.ts'

const constants = { huber: 1.345, tukey: 4.685 }

const constant: Parameter<number | null> = {
  initial: null,
  expected: 'a number > 0, or null',
  help: 'Residuals beyond this many robust standard deviations weigh less; null is 1.345 for huber, 4.685 for tukey',
  accepts: value => value === null || (Number.isFinite(value) && (value as number) > 0),
  refused: ['far', 0, -1, Number.NaN],
}

/**
 * Robust partial least squares: PLS regression again and again, each time with less weight for the samples that the last one
 * missed by far. Means and scales are the plain ones of all samples.
 *
 * X: (n_samples, n_features), y: (n_samples,) → predictions in the unit of y. Learns means, components and
 * coefficients, and keeps the weights of the samples (which what is explained of X and y, and T², are measured with) and whether `max_iter` was enough (`converged`).
 *
 * @throws ConstantTarget; SingularFit; TooManyComponents; TooFewSamples; WrongFeatureCount; NotFinite
 * @see Gil & Romera (1998), Journal of Chemometrics 12(6), 365–378
 */
export const robustPls = defineRegressor({
  id: 'robust_pls',
  label: 'RobustPLS',
  class_path: 'nirs4all.operators.models.RobustPLS',
  aliases: ['nirs4all.operators.models.sklearn.robust_pls.RobustPLS', 'nirs4all.operators.models.sklearn.RobustPLS'],
  summary: 'PLS regression in which samples with large residuals weigh less',
  formula:
    'PLS with row weights min(1, c / |r|) (huber) or max(0, 1 − (r / c)²)² (tukey), r = residual / (1.4826 · MAD)',
  source: 'Gil & Romera (1998), Journal of Chemometrics 12(6), 365–378',
  checked_against: 'nirs4all 0.11, within 1e-8',
  differs:
    'components beyond the rank are an error, where the library warns and leaves them out, so that n_components would not be true',
  params: {
    n_components: integer({ initial: 10, min: 1, abbreviation: 'nc', help: 'Number of components' }),
    weighting: choice({
      initial: 'huber',
      options: ['huber', 'tukey'],
      abbreviation: 'w',
      help: 'huber: large residuals weigh less; tukey: very large ones next to nothing',
    }),
    c: constant,
    max_iter: integer({ initial: 100, min: 1, help: 'Most rounds; the weights reached then are taken' }),
    tol: real({ initial: 1e-6, min: 0, help: 'Stop when the weights change by less, as a root of summed squares' }),
    scale: boolean({ initial: true, help: 'Divide each feature by its training standard deviation (ddof 1)' }),
    center: onlyInitial({ initial: true, refused: [false, null], help: 'Subtract the training means' }),
    backend,
  },
  checkShape: (shape, { n_components }) => checkComponents(shape, n_components),
  fit: (X, y, { n_components, weighting, max_iter, tol, scale, ...given }) => {
    checkTrainingData(X, y, 2, 'robust PLS')
    checkComponents({ n_samples: X.rows, n_features: X.columns }, n_components)
    checkVaries(y)
    const x_mean = columnMeans(X)
    const x_std = scale ? scalesOf(X, x_mean, 1) : new Float64Array(X.columns).fill(1)
    const y_mean = mean(y)
    const scaled = scaledRows(X, x_mean, x_std)
    const centered = y.map(value => value - y_mean)
    const c = given.c ?? constants[weighting]
    let sample_weights: Float64Array = new Float64Array(X.rows).fill(1)
    let converged = false
    for (let round = 0; round < max_iter && !converged; round++) {
      const residual = centered.slice()
      addScaled(
        residual,
        -1,
        multiply(scaled, weightedPls(scaled, centered, sample_weights, n_components).coefficients),
      )
      const weights = weightsOf(residual, weighting, c)
      const change = weights.map((weight, i) => weight - sample_weights[i]!)
      converged = Math.sqrt(dot(change, change)) < tol
      sample_weights = weights
    }
    const { coefficients, ...components } = weightedPls(scaled, centered, sample_weights, n_components)
    return {
      x_mean,
      x_std,
      y_mean,
      ...components,
      coefficients: coefficients.map((b, j) => b / x_std[j]!),
      sample_weights,
      converged,
    }
  },
  predict: (X, model) => {
    checkSpectra(X, model.x_mean.length)
    return linearPredictions(X, model, [model.coefficients])[0]!
  },
  explain: explainLatent,
  warnings: ({ converged }) => stoppedEarly(converged, 'max_iter'),
})

/** Components of the weighted samples, and the coefficients in units of y per unit of the scaled X: (n_features,). */
function weightedPls(X: Matrix, y: Float64Array, weights: Float64Array, n_components: number) {
  const roots = weights.map(Math.sqrt)
  const weighted = mapRows(X, (spectrum, target, i) => addScaled(target, roots[i]!, spectrum))
  const weightedY = y.map((value, i) => value * roots[i]!)
  const { x_scores, ...components } = plsComponents(weighted, weightedY, n_components)
  const coefficients = new Float64Array(X.columns)
  for (let a = 0; a < n_components; a++) {
    addScaled(coefficients, components.y_loadings[a]!, row(components.x_rotations, a))
  }
  return {
    ...components,
    training_squares: trainingSquares(dot(weighted.values, weighted.values), weightedY, x_scores),
    coefficients,
  }
}

/** Of normal numbers, the median of the absolute deviations from the median is this share of the standard deviation. */
const normalShare = 0.6744897501960817
/** No sample is left out altogether. */
const leastWeight = 0.01

/** In proportion, with mean 1: (n_samples,). */
function weightsOf(residual: Float64Array, weighting: 'huber' | 'tukey', c: number): Float64Array {
  const [center] = quantiles(residual, [0.5])
  const deviations = residual.map(value => Math.abs(value - center!))
  const scale = Math.max(quantiles(deviations, [0.5])[0]! / normalShare, 1e-10)
  const weights = residual.map(value => {
    const size = Math.abs(value) / scale
    if (weighting === 'huber') return Math.max(size <= c ? 1 : c / size, leastWeight)
    return Math.max(size <= c ? (1 - (size / c) ** 2) ** 2 : 0, leastWeight)
  })
  const factor = 1 / mean(weights)
  return weights.map(weight => weight * factor)
}
