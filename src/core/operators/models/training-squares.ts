import { type Matrix, row } from '../../math/matrix.ts'
import { dot } from '../../math/products.ts'

/** Sums of squares over the training samples, centred and scaled: what later diagnostics are measured by. */
export interface TrainingSquares {
  readonly n_samples: number
  readonly x_squares: number
  readonly y_squares: number
  /** (n_components,) */
  readonly score_squares: Float64Array
}

/**
 * @param x_squares sum of squares of the centred and scaled spectra
 * @param y centred, in the unit of the y loadings: (n_samples,)
 * @param x_scores one row per component: (n_components, n_samples)
 */
export function trainingSquares(x_squares: number, y: Float64Array, x_scores: Matrix): TrainingSquares {
  return {
    n_samples: y.length,
    x_squares,
    y_squares: dot(y, y),
    score_squares: Float64Array.from({ length: x_scores.rows }, (_, a) => dot(row(x_scores, a), row(x_scores, a))),
  }
}
