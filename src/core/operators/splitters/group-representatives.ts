import type { Matrix } from '../../math/matrix.ts'
import { quantileOfSorted } from '../../math/statistics.ts'
import type { Fold, SplitRows } from '../operator.ts'
import { rowsOfGroups } from './groups.ts'

export const aggregations = ['mean', 'median'] as const
export type Aggregation = (typeof aggregations)[number]

interface Grouped {
  readonly names: readonly string[]
  readonly codes: Int32Array
}

/** One row for each group, in the order of `names`: mean or median of its spectra and reference values. */
export function representatives({ X, y }: SplitRows, grouped: Grouped, aggregation: Aggregation): SplitRows {
  const members = grouped.names.map((): number[] => [])
  grouped.codes.forEach((code, row) => {
    members[code]!.push(row)
  })
  const center = aggregation === 'mean' ? mean : median
  const values = new Float64Array(members.length * X.columns)
  members.forEach((rows, group) => {
    for (let j = 0; j < X.columns; j++) {
      values[group * X.columns + j] = center(Float64Array.from(rows, row => X.values[row * X.columns + j]!))
    }
  })
  const spectra: Matrix = { rows: members.length, columns: X.columns, values }
  const references = Float64Array.from(members, rows => center(Float64Array.from(rows, row => y[row]!)))
  return { n_samples: members.length, X: spectra, y: references, groups: null }
}

/** Folds of groups as folds of their rows. */
export function foldsOfGroups(folds: readonly Fold[], grouped: Grouped): readonly Fold[] {
  return folds.map(({ fold_id, train, val }) => ({
    fold_id,
    train: rowsOfGroups(grouped, train),
    val: rowsOfGroups(grouped, val),
  }))
}

function mean(values: Float64Array): number {
  // Equal values, such as a class, must come out as they are.
  if (values.every(value => value === values[0])) return values[0]!
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

const median = (values: Float64Array): number => quantileOfSorted(values.slice().sort(), 0.5)
