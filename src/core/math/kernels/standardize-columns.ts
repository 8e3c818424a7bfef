import { type Matrix, row } from '../matrix.ts'
import { isRoundingNoise } from '../statistics.ts'
import type { Arena } from './kernels.ts'

/** Columns centred and divided, with what they were centred on and divided by: (n_features,) each. */
export interface StandardizedColumns {
  readonly means: Float64Array
  readonly scales: Float64Array
  /** (n_samples, n_features): in the arena, where one was given. */
  readonly rows: Matrix
}

/**
 * (X − mean) / standard deviation (ddof 1) of each column; divided by 1 where the column is constant but for rounding, and
 * everywhere unless `scale`.
 */
export function standardizeColumns(X: Matrix, scale: boolean, arena?: Arena): StandardizedColumns {
  const { rows: n, columns } = X
  const values = arena ? arena.take(X.values.length) : X.values.slice()
  if (arena) values.set(X.values)
  const rows = { rows: n, columns, values }
  const means = columnSums(rows, arena).map(sum => sum / n)
  const squares = centerColumns(rows, means, arena)
  const scales = squares.map((sum, j) => {
    const variance = sum / (n - 1)
    return !scale || isRoundingNoise(variance, means[j]!, n) ? 1 : Math.sqrt(variance)
  })
  if (scale) divideColumns(rows, scales, arena)
  return { means, scales, rows }
}

/** The kernels work beside the matrix, on room that `openArenaFor` counts for the pass that follows. */
function beside({ values }: Matrix, index: number, columns: number): Float64Array {
  return new Float64Array(values.buffer, values.byteOffset + 8 * (values.length + index * columns), columns)
}

function columnSums(X: Matrix, arena: Arena | undefined): Float64Array {
  if (arena) {
    const sums = beside(X, 0, X.columns)
    arena.kernels.columnSums(X.values.byteOffset, X.rows, X.columns, sums.byteOffset)
    return sums.slice()
  }
  const sums = new Float64Array(X.columns)
  for (let i = 0; i < X.rows; i++) {
    const spectrum = row(X, i)
    for (let j = 0; j < sums.length; j++) sums[j]! += spectrum[j]!
  }
  return sums
}

/** Centres in place. @returns the sums of squares of what is left */
function centerColumns(X: Matrix, means: Float64Array, arena: Arena | undefined): Float64Array {
  if (arena) {
    const [centers, squares] = [beside(X, 0, X.columns), beside(X, 1, X.columns)]
    centers.set(means)
    arena.kernels.centerColumns(X.values.byteOffset, X.rows, X.columns, centers.byteOffset, squares.byteOffset)
    return squares.slice()
  }
  const squares = new Float64Array(X.columns)
  for (let i = 0; i < X.rows; i++) {
    const spectrum = row(X, i)
    for (let j = 0; j < squares.length; j++) {
      const deviation = spectrum[j]! - means[j]!
      spectrum[j] = deviation
      squares[j]! += deviation * deviation
    }
  }
  return squares
}

function divideColumns(X: Matrix, scales: Float64Array, arena: Arena | undefined): void {
  if (arena) {
    const divisors = beside(X, 0, X.columns)
    divisors.set(scales)
    arena.kernels.divideColumns(X.values.byteOffset, X.rows, X.columns, divisors.byteOffset)
    return
  }
  for (let i = 0; i < X.rows; i++) {
    const spectrum = row(X, i)
    for (let j = 0; j < scales.length; j++) spectrum[j]! /= scales[j]!
  }
}
