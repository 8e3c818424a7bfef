import { columnMeans, type Matrix, row, takeRows, zeros } from '../../math/matrix.ts'

/** Mean spectrum of each class: (n_classes, n_features). */
export function classMeans(X: Matrix, y: Float64Array, n_classes: number): Matrix {
  const means = zeros(n_classes, X.columns)
  for (let k = 0; k < n_classes; k++) row(means, k).set(columnMeans(rowsOfClass(X, y, k)))
  return means
}

export function rowsOfClass(X: Matrix, y: Float64Array, code: number): Matrix {
  return takeRows(
    X,
    Array.from(y.keys()).filter(i => y[i] === code),
  )
}
