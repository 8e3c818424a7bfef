import { row } from '../math/matrix.ts'
import { quantileOfSorted } from '../math/statistics.ts'
import type { RepeatedSamples, SpectralBand } from '../records/index.ts'
import type { Dataset } from './dataset.ts'

/** The spectra in at most `count` bands of neighbouring features: enough to draw them as text. */
export function spectralBands({ X, axis }: Dataset, count = 60): SpectralBand[] {
  const bands = Math.min(count, X.columns)
  return Array.from({ length: bands }, (_, band) => {
    const [first, end] = [Math.floor((band * X.columns) / bands), Math.floor(((band + 1) * X.columns) / bands)]
    let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    const means = new Float64Array(X.rows)
    for (let i = 0; i < X.rows; i++) {
      let sum = 0
      for (const value of row(X, i).subarray(first, end)) {
        sum += value
        if (value < min) min = value
        if (value > max) max = value
      }
      means[i] = sum / (end - first)
    }
    const place = (feature: number) => axis?.values[feature] ?? feature + 1
    return { from: place(first), to: place(end - 1), min, median: quantileOfSorted(means.sort(), 0.5), max }
  })
}

/** Samples that are there more than once: by spectrum, by id and by group. */
export function repeatedSamples({ X, sample_ids, groups }: Dataset): RepeatedSamples {
  const seen = new Map<string, number[]>()
  const same: string[] = []
  for (let i = 0; i < X.rows; i++) {
    const spectrum = row(X, i)
    // A few values tell nearly all spectra apart; those that they do not are compared whole.
    const key = [0, 0.25, 0.5, 0.75, 1].map(share => spectrum[Math.floor(share * (X.columns - 1))]).join()
    const alike = seen.get(key) ?? []
    if (alike.some(j => row(X, j).every((value, k) => value === spectrum[k]))) same.push(sample_ids[i]!)
    else seen.set(key, [...alike, i])
  }
  const sizes = new Map<string, number>()
  for (const group of groups ?? []) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  return {
    same_spectrum: same,
    repeated_ids: sample_ids.length - new Set(sample_ids).size,
    groups: groups && { count: sizes.size, largest: [...sizes.values()].reduce((a, b) => Math.max(a, b), 0) },
  }
}
