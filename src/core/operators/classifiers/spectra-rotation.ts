import { centeredRows, columnMeans, type Matrix, row, transposed, zeros } from '../../math/matrix.ts'
import { multiply, multiplyTransposed, rowProducts } from '../../math/products.ts'
import { symmetricEigen } from '../../math/symmetric-eigen.ts'

/**
 * Spectra in the directions in which they vary, one of them for each sample or feature at most: a penalty on the squared
 * length of coefficients means the same there, and the problem is no wider than it must be.
 */
export interface SpectraRotation {
  /** (n_features,); 0 where the spectra were not centred. */
  readonly x_mean: Float64Array
  /** (n_samples, n_directions) */
  readonly scores: Matrix
  /** Sum of squares of each column of the scores, which are orthogonal but for rounding: (n_directions,). */
  readonly squares: Float64Array
  /** Of unit length, one per row: (n_directions, n_features). */
  readonly directions: Matrix
}

export function rotatedSpectra(X: Matrix, center: boolean): SpectraRotation {
  const x_mean = center ? columnMeans(X) : new Float64Array(X.columns)
  const centered = centeredRows(X, x_mean)
  const wide = X.columns > X.rows
  const { values, vectors } = symmetricEigen(rowProducts(wide ? centered : transposed(centered)))
  const least = Math.max(X.rows, X.columns) * Number.EPSILON * values[0]!
  const rank = values.filter(value => value > least).length
  const directions = zeros(rank, X.columns)
  const scores = zeros(rank, X.rows)
  for (let a = 0; a < rank; a++) {
    const length = Math.sqrt(values[a]!)
    if (wide) {
      row(scores, a).set(row(vectors, a).map(value => value * length))
      row(directions, a).set(multiplyTransposed(centered, row(vectors, a)).map(value => value / length))
    } else {
      row(scores, a).set(multiply(centered, row(vectors, a)))
      row(directions, a).set(row(vectors, a))
    }
  }
  return { x_mean, scores: transposed(scores), squares: values.slice(0, rank), directions }
}
