/** Dense row-major matrix of 64-bit floats: one row per sample, one column per feature. */
export interface Matrix {
  readonly rows: number
  readonly columns: number
  /** Length `rows * columns`. */
  readonly values: Float64Array
}

export function zeros(rows: number, columns: number): Matrix {
  return { rows, columns, values: new Float64Array(rows * columns) }
}

export function matrixFromRows(rows: readonly (readonly number[])[]): Matrix {
  return { rows: rows.length, columns: rows[0]?.length ?? 0, values: Float64Array.from(rows.flat()) }
}

/** A view on row `i`: no copy. */
export function row(matrix: Matrix, i: number): Float64Array {
  return matrix.values.subarray(i * matrix.columns, (i + 1) * matrix.columns)
}

/** The rows at `indices`, in that order, copied. */
export function takeRows(matrix: Matrix, indices: ArrayLike<number>): Matrix {
  const taken = zeros(indices.length, matrix.columns)
  for (let i = 0; i < indices.length; i++) taken.values.set(row(matrix, indices[i]!), i * matrix.columns)
  return taken
}

/** Columns by position, in the order given: (n_rows, indices.length), copied. */
export function takeColumns(X: Matrix, indices: Int32Array): Matrix {
  const taken = zeros(X.rows, indices.length)
  for (let i = 0; i < X.rows; i++) {
    for (let k = 0; k < indices.length; k++) {
      taken.values[i * indices.length + k] = X.values[i * X.columns + indices[k]!]!
    }
  }
  return taken
}

/** The elements at `indices`, in that order, copied. */
export function takeElements(values: Float64Array, indices: ArrayLike<number>): Float64Array {
  const taken = new Float64Array(indices.length)
  for (let i = 0; i < indices.length; i++) taken[i] = values[indices[i]!]!
  return taken
}

/** Fill each row of a new matrix of the same shape from the row it stands for. */
export function mapRows(
  matrix: Matrix,
  change: (source: Float64Array, target: Float64Array, i: number) => void,
): Matrix {
  const changed = zeros(matrix.rows, matrix.columns)
  for (let i = 0; i < matrix.rows; i++) change(row(matrix, i), row(changed, i), i)
  return changed
}

/** Mean of each column: (n_features,). */
export function columnMeans(matrix: Matrix): Float64Array {
  const { rows, columns, values } = matrix
  const means = new Float64Array(columns)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) means[j]! += values[i * columns + j]!
  }
  for (let j = 0; j < columns; j++) means[j]! /= rows
  return means
}

/** X − means, row by row: (n_samples, n_features), copied. */
export function centeredRows({ rows, columns, values }: Matrix, means: Float64Array): Matrix {
  const centered = zeros(rows, columns)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) centered.values[i * columns + j] = values[i * columns + j]! - means[j]!
  }
  return centered
}

/** Variance of each column about `means`: (n_features,). */
export function columnVariances({ rows, columns, values }: Matrix, means: Float64Array, ddof: number): Float64Array {
  const variances = new Float64Array(columns)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const deviation = values[i * columns + j]! - means[j]!
      variances[j]! += deviation * deviation
    }
  }
  for (let j = 0; j < columns; j++) variances[j]! /= rows - ddof
  return variances
}

export function transposed({ rows, columns, values }: Matrix): Matrix {
  const turned = zeros(columns, rows)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) turned.values[j * rows + i] = values[i * columns + j]!
  }
  return turned
}
