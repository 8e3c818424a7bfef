import { quantileOfSorted } from './statistics.ts'

export const binStrategies = ['uniform', 'quantile', 'kmeans'] as const
export type BinStrategy = (typeof binStrategies)[number]

/** Between values: a value or the middle of two (type 2 of Hyndman & Fan), or on the line between them (type 7). */
export const quantileMethods = ['averaged_inverted_cdf', 'linear'] as const
export type QuantileMethod = (typeof quantileMethods)[number]

const narrowest = 1e-8
const maxSweeps = 300
const tolerance = 1e-4

/**
 * Edges that divide the range of the values into bins: of equal width, of about as many values, or between the centers of
 * one-dimensional k-means. Bins of quantiles and centers that are no wider than 1e-8 are left out.
 * @param values at least one, finite
 * @returns ascending, from the smallest to the largest value; both ends alone where all values are equal
 * @see scikit-learn 1.9: KBinsDiscretizer
 */
export function binEdges(
  values: Float64Array,
  n_bins: number,
  strategy: BinStrategy,
  quantileMethod: QuantileMethod = 'averaged_inverted_cdf',
): Float64Array {
  const sorted = values.slice().sort()
  const [low, high] = [sorted[0]!, sorted[sorted.length - 1]!]
  if (low === high) return Float64Array.of(low, high)
  if (strategy === 'uniform') return evenlySpaced(low, high, n_bins)
  const edges =
    strategy === 'quantile'
      ? quantileEdges(sorted, n_bins, quantileMethod)
      : edgesBetween(sorted, centersOf(sorted, n_bins))
  return edges.filter((edge, i) => i === 0 || edge - edges[i - 1]! > narrowest)
}

/** The bin of each value, counted from 0: a value on an inner edge is in the bin above it. */
export function binCodes(values: Float64Array, edges: Float64Array): Int32Array {
  const inner = edges.subarray(1, -1)
  return Int32Array.from(values, value => {
    let bin = 0
    while (bin < inner.length && inner[bin]! <= value) bin++
    return bin
  })
}

function evenlySpaced(low: number, high: number, n_bins: number): Float64Array {
  const width = (high - low) / n_bins
  return Float64Array.from({ length: n_bins + 1 }, (_, i) => (i === n_bins ? high : low + i * width))
}

function quantileEdges(sorted: Float64Array, n_bins: number, method: QuantileMethod): Float64Array {
  const last = sorted.length - 1
  if (method === 'linear') return evenlySpaced(0, 1, n_bins).map(share => quantileOfSorted(sorted, share))
  return evenlySpaced(0, 100, n_bins).map(percent => {
    const position = sorted.length * (percent / 100) - 1
    const below = Math.floor(position)
    const [a, b] = [sorted[Math.max(below, 0)]!, sorted[Math.min(below + 1, last)]!]
    return position === below && below >= 0 && below < last ? b - (b - a) * 0.5 : b
  })
}

function edgesBetween(sorted: Float64Array, centers: Float64Array): Float64Array {
  const middles = centers.subarray(1).map((center, i) => (center + centers[i]!) * 0.5)
  return Float64Array.of(sorted[0]!, ...middles, sorted[sorted.length - 1]!)
}

/**
 * Lloyd's algorithm from evenly spaced centers. Centers that lose all values move to the values farthest from theirs, as
 * scikit-learn moves them.
 */
function centersOf(sorted: Float64Array, n_centers: number): Float64Array {
  const edges = evenlySpaced(sorted[0]!, sorted[sorted.length - 1]!, n_centers)
  let centers: Float64Array = edges.subarray(1).map((edge, i) => (edge + edges[i]!) * 0.5)
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length
  const variance = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / sorted.length
  for (let sweep = 0; sweep < maxSweeps; sweep++) {
    const moved = movedCenters(sorted, centers)
    const shift = moved.reduce((sum, center, k) => sum + (center - centers[k]!) ** 2, 0)
    centers = moved.sort()
    if (shift <= tolerance * variance) break
  }
  return centers
}

function movedCenters(sorted: Float64Array, centers: Float64Array): Float64Array {
  const codes = binCodes(sorted, edgesBetween(sorted, centers))
  const sums = new Float64Array(centers.length)
  const counts = new Int32Array(centers.length)
  codes.forEach((code, i) => {
    sums[code]! += sorted[i]!
    counts[code]!++
  })
  const lost = Array.from(counts.keys()).filter(k => counts[k] === 0)
  const distances = sorted.map((value, i) => Math.abs(value - centers[codes[i]!]!))
  const farthest = Array.from(distances.keys()).sort((a, b) => distances[b]! - distances[a]!)
  lost.forEach((center, place) => {
    const i = farthest[place]!
    sums[codes[i]!]! -= sorted[i]!
    counts[codes[i]!]!--
    sums[center] = sorted[i]!
    counts[center] = 1
  })
  return centers.map((center, k) => (counts[k]! > 0 ? sums[k]! / counts[k]! : center))
}
