import type { Matrix } from '../../math/matrix.ts'

export interface Neighbors {
  /** Nearest first; of equally near rows, the first. */
  readonly rows: Int32Array
  readonly distances: Float64Array
}

/**
 * The `count` rows of X nearest to a spectrum.
 * @param power of the Minkowski distance; infinite for the largest difference
 */
export function nearestNeighbors(spectrum: Float64Array, X: Matrix, count: number, power: number): Neighbors {
  const distances = distancesTo(spectrum, X, power)
  const order = Int32Array.from(distances.keys()).sort((a, b) => distances[a]! - distances[b]! || a - b)
  const rows = order.slice(0, count)
  return { rows, distances: Float64Array.from(rows, i => distances[i]!) }
}

/** Minkowski distance of a spectrum to each row of X: (n_samples,). */
export function distancesTo(spectrum: Float64Array, { rows, columns, values }: Matrix, power: number): Float64Array {
  const distances = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    const at = i * columns
    let sum = 0
    if (power === 2) {
      for (let j = 0; j < columns; j++) {
        const difference = spectrum[j]! - values[at + j]!
        sum += difference * difference
      }
      distances[i] = Math.sqrt(sum)
    } else if (power === 1) {
      for (let j = 0; j < columns; j++) sum += Math.abs(spectrum[j]! - values[at + j]!)
      distances[i] = sum
    } else if (power === Number.POSITIVE_INFINITY) {
      for (let j = 0; j < columns; j++) sum = Math.max(sum, Math.abs(spectrum[j]! - values[at + j]!))
      distances[i] = sum
    } else {
      for (let j = 0; j < columns; j++) sum += Math.abs(spectrum[j]! - values[at + j]!) ** power
      distances[i] = sum ** (1 / power)
    }
  }
  return distances
}
