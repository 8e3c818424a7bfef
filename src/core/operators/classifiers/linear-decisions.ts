import { type Matrix, row, transposed, zeros } from '../../math/matrix.ts'
import { checkSpectra } from '../checks.ts'
import { linearPredictions } from '../models/linear-predictions.ts'

/** A linear function for each class: interceptₖ + Σ (xⱼ − x_meanⱼ) · coefficientₖⱼ. */
export interface LinearDecisions {
  /** (n_features,) */
  readonly x_mean: Float64Array
  /** At the training means: (n_classes,). */
  readonly intercepts: Float64Array
  /** (n_classes, n_features) */
  readonly coefficients: Matrix
}

/** (n_samples, n_features) → (n_samples, n_classes). @throws WrongFeatureCount, NotFinite */
export function linearDecisions(X: Matrix, { x_mean, intercepts, coefficients }: LinearDecisions): Matrix {
  checkSpectra(X, x_mean.length)
  const byClass = zeros(intercepts.length, X.rows)
  const vectors = Array.from(intercepts.keys(), k => row(coefficients, k))
  linearPredictions(X, { x_mean, y_mean: 0 }, vectors).forEach((sums, k) => {
    row(byClass, k).set(sums.map(sum => intercepts[k]! + sum))
  })
  return transposed(byClass)
}
