import type { Matrix } from './matrix.ts'

/** Smallest and largest value of each column: (n_features,) each. X has at least one row. */
export function columnRanges({ rows, columns, values }: Matrix): { smallest: Float64Array; largest: Float64Array } {
  const smallest = values.slice(0, columns)
  const largest = values.slice(0, columns)
  for (let i = 1; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const value = values[i * columns + j]!
      if (value < smallest[j]!) smallest[j] = value
      if (value > largest[j]!) largest[j] = value
    }
  }
  return { smallest, largest }
}

/** Each column by itself, sorted ascending. */
export function sortedColumns({ rows, columns, values }: Matrix): Float64Array[] {
  return Array.from({ length: columns }, (_, j) =>
    Float64Array.from({ length: rows }, (_, i) => values[i * columns + j]!).sort(),
  )
}
