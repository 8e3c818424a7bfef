import { countFirst } from './sorted-search.ts'

/** Ranks 1 … n; equal values share the mean of theirs. All NaN where a value is NaN. O(n log n). */
export function averageRanks(values: Float64Array): Float64Array {
  const sorted = Float64Array.from(values).sort()
  // NaN sorts last, so a single look finds any.
  if (Number.isNaN(sorted.at(-1))) return values.map(() => Number.NaN)
  return values.map(
    value => (countFirst(sorted, other => other < value) + countFirst(sorted, other => other <= value) + 1) / 2,
  )
}
