import { SingularFit } from '../errors/index.ts'

/**
 * Solve A z = right for a matrix of a narrow band, by elimination with row exchanges. O(n · reach²).
 *
 * @param reach how far the band goes to each side of the diagonal
 * @param element (i, j) of A, asked for where |i − j| ≤ reach
 * @throws SingularFit
 */
export function solveBand(reach: number, right: Float64Array, element: (i: number, j: number) => number): Float64Array {
  const n = right.length
  // Column j holds its rows from j − 2 · reach, where exchanges may fill, to j + reach.
  const height = 3 * reach + 1
  const band = new Float64Array(n * height)
  const place = (i: number, j: number) => j * height + i - j + 2 * reach
  for (let j = 0; j < n; j++) {
    for (let i = Math.max(0, j - reach); i <= Math.min(n - 1, j + reach); i++) band[place(i, j)] = element(i, j)
  }
  const z = right.slice()
  for (let k = 0; k < n; k++) {
    const lastRow = Math.min(n - 1, k + reach)
    const lastColumn = Math.min(n - 1, k + 2 * reach)
    let pivot = k
    for (let i = k + 1; i <= lastRow; i++) {
      if (Math.abs(band[place(i, k)]!) > Math.abs(band[place(pivot, k)]!)) pivot = i
    }
    if (pivot !== k) {
      for (let j = k; j <= lastColumn; j++) exchange(band, place(k, j), place(pivot, j))
      exchange(z, k, pivot)
    }
    const divisor = band[place(k, k)]!
    if (divisor === 0) throw SingularFit({ reason: 'too few points carry weight to hold the smooth curve' })
    for (let i = k + 1; i <= lastRow; i++) {
      const factor = band[place(i, k)]! / divisor
      for (let j = k; j <= lastColumn; j++) band[place(i, j)]! -= factor * band[place(k, j)]!
      z[i]! -= factor * z[k]!
    }
  }
  for (let k = n - 1; k >= 0; k--) {
    let sum = z[k]!
    for (let j = k + 1; j <= Math.min(n - 1, k + 2 * reach); j++) sum -= band[place(k, j)]! * z[j]!
    z[k] = sum / band[place(k, k)]!
  }
  return z
}

function exchange(values: Float64Array, a: number, b: number): void {
  const value = values[a]!
  values[a] = values[b]!
  values[b] = value
}
