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
 * Predictions of several models that share their means: (n_samples,) for each. A prediction is summed from the first feature
 * to the last whatever else is computed with it, so it has the same bits alone and in company.
 */
export function linearPredictions(
  X: Matrix,
  { x_mean, y_mean }: Pick<LinearModel, 'x_mean' | 'y_mean'>,
  coefficients: readonly Float64Array[],
): Float64Array[] {
  const predictions = coefficients.map(() => new Float64Array(X.rows))
  let m = 0
  // Four models side by side: each feature is read and centered once for four sums.
  for (; m + 3 < coefficients.length; m += 4) {
    predictFour(X, x_mean, y_mean, coefficients.slice(m, m + 4), predictions.slice(m, m + 4))
  }
  for (; m < coefficients.length; m++) predictOne(X, x_mean, y_mean, coefficients[m]!, predictions[m]!)
  return predictions
}

function predictOne(X: Matrix, x_mean: Float64Array, y_mean: number, b: Float64Array, target: Float64Array): void {
  const { rows, columns, values } = X
  for (let i = 0; i < rows; i++) {
    const at = i * columns
    let sum = 0
    for (let j = 0; j < columns; j++) sum += (values[at + j]! - x_mean[j]!) * b[j]!
    target[i] = y_mean + sum
  }
}

function predictFour(
  { rows, columns, values }: Matrix,
  x_mean: Float64Array,
  y_mean: number,
  [b0, b1, b2, b3]: readonly Float64Array[],
  [target0, target1, target2, target3]: readonly Float64Array[],
): void {
  for (let i = 0; i < rows; i++) {
    const at = i * columns
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    for (let j = 0; j < columns; j++) {
      const x = values[at + j]! - x_mean[j]!
      s0 += x * b0![j]!
      s1 += x * b1![j]!
      s2 += x * b2![j]!
      s3 += x * b3![j]!
    }
    target0![i] = y_mean + s0
    target1![i] = y_mean + s1
    target2![i] = y_mean + s2
    target3![i] = y_mean + s3
  }
}
