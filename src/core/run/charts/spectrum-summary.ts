import { columnRanges } from '../../math/column-ranges.ts'
import { columnMeans, columnVariances, type Matrix, takeRows } from '../../math/matrix.ts'
import type { SpectrumSummary } from '../../records/index.ts'

/** Mean, standard deviation (n − 1) and range of each column over the spectra of X; X has at least one. */
export function spectrumSummary(name: string, X: Matrix): SpectrumSummary {
  const mean = columnMeans(X)
  const { smallest, largest } = columnRanges(X)
  const sd = X.rows > 1 ? Array.from(columnVariances(X, mean, 1), Math.sqrt) : null
  return { name, n: X.rows, mean: Array.from(mean), sd, min: Array.from(smallest), max: Array.from(largest) }
}

/** The same of some of the rows; nothing where there are none. */
export const summariesOf = (
  X: Matrix,
  sets: readonly { readonly name: string; readonly places: readonly number[] }[],
): readonly SpectrumSummary[] =>
  sets.flatMap(({ name, places }) => (places.length > 0 ? [spectrumSummary(name, takeRows(X, places))] : []))
