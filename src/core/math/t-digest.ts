/** A cluster of values: its mean, and how many it stands for. */
export type Centroid = readonly [mean: number, weight: number]

/** Sorted by mean. Digests of parts of the data merge into a digest of the whole. */
export type Digest = readonly Centroid[]

const COMPRESSION = 100

/** Scale function k₁: clusters are small near the ends, where quantiles need precision. */
function scale(q: number): number {
  return (COMPRESSION / (2 * Math.PI)) * Math.asin(2 * Math.min(1, Math.max(0, q)) - 1)
}

/**
 * The digest of what both hold, at most about a hundred centroids. Up to some sixty values it holds every one of them.
 *
 * @see Dunning & Ertl (2019), Computing extremely accurate quantiles using t-digests, the merging variant
 */
export function mergeDigests(a: Digest, b: Digest): Digest {
  const sorted = [...a, ...b].sort((x, y) => x[0] - y[0])
  const total = sorted.reduce((sum, [, weight]) => sum + weight, 0)
  const merged: [number, number][] = []
  let before = 0
  let limit = 0
  for (const [mean, weight] of sorted) {
    const last = merged.at(-1)
    if (last && scale((before + last[1] + weight) / total) <= limit) {
      last[1] += weight
      last[0] += ((mean - last[0]) * weight) / last[1]
    } else {
      before += last?.[1] ?? 0
      limit = scale(before / total) + 1
      merged.push([mean, weight])
    }
  }
  return merged
}

export function addToDigest(digest: Digest, values: Iterable<number>): Digest {
  return mergeDigests(
    digest,
    Array.from(values, value => [value, 1] as const),
  )
}

/** Quantile by linear interpolation (type 7): exact while every value has its own centroid. */
export function digestQuantile(digest: Digest, q: number, min: number, max: number): number {
  const total = digest.reduce((sum, [, weight]) => sum + weight, 0)
  const position = q * (total - 1)
  let [rank, value] = [0, min]
  let before = 0
  for (const [mean, weight] of digest) {
    const center = before + (weight - 1) / 2
    if (position <= center) return interpolate(position, rank, value, center, mean)
    ;[rank, value] = [center, mean]
    before += weight
  }
  return interpolate(position, rank, value, total - 1, max)
}

function interpolate(at: number, x0: number, y0: number, x1: number, y1: number): number {
  return x1 <= x0 ? y1 : y0 + ((at - x0) / (x1 - x0)) * (y1 - y0)
}
