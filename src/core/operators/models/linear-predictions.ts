import { centeredProducts } from '../../math/kernels/centered-products.ts'
import type { Matrix } from '../../math/matrix.ts'

/** A linear model with its intercept at the training means: ŷ = y_mean + Σ (xⱼ − x_meanⱼ) · coefficientⱼ. */
export interface LinearModel {
  /** (n_features,) */
  readonly x_mean: Float64Array
  readonly y_mean: number
  /** In units of y per unit of x: (n_features,). */
  readonly coefficients: Float64Array
}

/**
 * Predictions of several models that share their means: (n_samples,) for each. A prediction is summed in the same order
 * whatever else is computed with it, so it has the same bits alone and in company.
 */
export function linearPredictions(
  X: Matrix,
  { x_mean, y_mean }: Pick<LinearModel, 'x_mean' | 'y_mean'>,
  coefficients: readonly Float64Array[],
): Float64Array[] {
  return centeredProducts(X, x_mean, coefficients).map(products => products.map(product => y_mean + product))
}
