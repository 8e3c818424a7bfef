import type { Dataset } from '../../datasets/index.ts'
import { columnMeans, columnVariances, type Matrix, takeRows } from '../../math/matrix.ts'
import { quantileOfSorted, standardDeviation } from '../../math/statistics.ts'
import { compressedSpectra } from './compressed-spectra.ts'
import { principalComponents, scoresOn } from './principal-components.ts'

/** Spectra are repeats below this share of the usual distance to the nearest other sample. In Tecator the nearest are 0.26. */
const nearness = 0.1
/** Reference values are the same within this share of their standard deviation. */
const sameness = 0.02
/** Up to so many spectra, looking at all pairs takes less than their principal components. */
const few = 1000
/** Pairs looked at before giving up: less than a second. */
const patience = 1e7

/**
 * Sets of rows whose spectra are nearly equal and whose reference values are the same: repeated measurements. Usual is the
 * median distance from a sample to the nearest one with another reference value (to the nearest one, for classes), so that
 * it is that between samples even where each was measured more than once.
 *
 * @param rows to look among
 * @returns rows of the dataset; null where there were too many pairs to look at
 */
export function nearDuplicates(dataset: Dataset, rows: ArrayLike<number>): readonly (readonly number[])[] | null {
  if (rows.length < 4) return []
  const taken = takeRows(compressedSpectra(dataset), rows)
  // Turned to their principal components: distances stay, and the first few terms tell most of them. Few need no such help.
  const spectra = rows.length > few ? scoresOn(principalComponents(taken), taken, taken.columns) : taken
  const widest = rows.length > few ? 0 : widestColumn(taken)
  const along = Float64Array.from(rows, (_, at) => spectra.values[at * spectra.columns + widest]!)
  const order = Array.from(along.keys()).sort((a, b) => along[a]! - along[b]!)
  const y = Float64Array.from(rows, at => dataset.y[at]!)
  const tolerance = sameness * standardDeviation(y, 1)
  const same = (a: number, b: number) => Math.abs(y[a]! - y[b]!) <= tolerance
  const search = { spectra, along, order, looked: 0 }
  const another = (a: number, b: number) => dataset.classes !== null || !same(a, b)
  const distances = order.map((_, place) => nearest(search, place, another))
  const limit = nearness * usualDistance(distances)
  const pairs = order.flatMap((_, place) => within(search, place, limit, same))
  if (search.looked > patience) return null
  return joined(pairs).map(set => set.map(at => rows[at]!))
}

function widestColumn(X: Matrix): number {
  const variances = columnVariances(X, columnMeans(X), 0)
  return variances.reduce((widest, variance, j) => (variance > variances[widest]! ? j : widest), 0)
}

interface Search {
  readonly spectra: Matrix
  /** Along one direction, the one they differ most in: two spectra are at least as far apart as they are along it. */
  readonly along: Float64Array
  /** Ascending along it. */
  readonly order: readonly number[]
  looked: number
}

/** Distance to the nearest one that `counts` and is not the same spectrum, looking outwards from its place. */
function nearest(search: Search, place: number, counts: (a: number, b: number) => boolean): number {
  const { along, order } = search
  const self = order[place]!
  let best = Number.POSITIVE_INFINITY
  for (const step of [-1, 1]) {
    for (let at = place + step; at >= 0 && at < order.length && search.looked <= patience; at += step) {
      const other = order[at]!
      if (Math.abs(along[other]! - along[self]!) >= best) break
      if (!counts(self, other)) continue
      const distance = distanceBelow(search, self, other, best)
      if (distance > 0) best = Math.min(best, distance)
    }
  }
  return best
}

function within(search: Search, place: number, limit: number, same: (a: number, b: number) => boolean) {
  const { along, order } = search
  const self = order[place]!
  const pairs: (readonly [number, number])[] = []
  for (let at = place + 1; at < order.length && search.looked <= patience; at++) {
    const other = order[at]!
    if (along[other]! - along[self]! > limit) break
    if (same(self, other) && distanceBelow(search, self, other, limit) < limit) pairs.push([self, other])
  }
  return pairs
}

/** The distance, or infinity where it is not below `limit`. */
function distanceBelow(search: Search, a: number, b: number, limit: number): number {
  search.looked++
  const { values, columns } = search.spectra
  const square = limit * limit
  let sum = 0
  for (let k = 0; k < columns; k++) {
    const difference = values[a * columns + k]! - values[b * columns + k]!
    sum += difference * difference
    if (sum >= square) return Number.POSITIVE_INFINITY
  }
  return Math.sqrt(sum)
}

/** 0 where there is none, so that nothing is near. */
function usualDistance(distances: readonly number[]): number {
  const found = Float64Array.from(distances.filter(Number.isFinite)).sort()
  return found.length === 0 ? 0 : quantileOfSorted(found, 0.5)
}

/** Pairs that share a member become one set, ascending. */
function joined(pairs: readonly (readonly [number, number])[]): readonly (readonly number[])[] {
  const setOf = new Map<number, Set<number>>()
  for (const [a, b] of pairs) {
    const [larger, smaller] = [setOf.get(a) ?? new Set([a]), setOf.get(b) ?? new Set([b])].sort(
      (one, other) => other.size - one.size,
    )
    for (const member of smaller!) larger!.add(member)
    for (const member of smaller!) setOf.set(member, larger!)
    for (const member of [a, b]) setOf.set(member, larger!)
  }
  return [...new Set(setOf.values())].map(set => [...set].sort((a, b) => a - b))
}
