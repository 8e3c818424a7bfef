import { centeredRows, columnMeans, type Matrix, row, zeros } from '../../math/matrix.ts'
import { dot } from '../../math/products.ts'
import { type SymmetricEigen, symmetricEigen } from '../../math/symmetric-eigen.ts'

/** Directions of the greatest variance, and what is subtracted before looking along them. */
export interface PrincipalComponents extends SymmetricEigen {
  readonly means: Float64Array
}

/** X: (n_samples, n_features) with few features. Variances have the denominator n − 1. */
export function principalComponents(X: Matrix): PrincipalComponents {
  const means = columnMeans(X)
  return { means, ...symmetricEigen(covariance(centeredRows(X, means))) }
}

/** Where the rows of X lie along the first `count` directions: (n_samples, count). */
export function scoresOn({ means, vectors }: PrincipalComponents, X: Matrix, count: number): Matrix {
  const centered = centeredRows(X, means)
  const scores = zeros(X.rows, count)
  for (let i = 0; i < X.rows; i++) {
    for (let a = 0; a < count; a++) scores.values[i * count + a] = dot(row(centered, i), row(vectors, a))
  }
  return scores
}

function covariance({ rows, columns, values }: Matrix): Matrix {
  const product = zeros(columns, columns)
  for (let i = 0; i < rows; i++) {
    for (let a = 0; a < columns; a++) {
      const value = values[i * columns + a]! / Math.max(1, rows - 1)
      for (let b = 0; b <= a; b++) product.values[a * columns + b]! += value * values[i * columns + b]!
    }
  }
  for (let a = 0; a < columns; a++) {
    for (let b = 0; b < a; b++) product.values[b * columns + a] = product.values[a * columns + b]!
  }
  return product
}
