import { addToDigest, type Digest, digestQuantile } from '../../math/t-digest.ts'
import type { ScoreStatistics } from '../../records/index.ts'

/** Statistics that grow with the rows: what is in the file already is never read again. */
export interface RunningStatistics {
  add(value: number | null): void
  finish(): ScoreStatistics | null
}

/** Continues `before`. Values that are not finite are left out. */
export function runningStatistics(before: ScoreStatistics | null): RunningStatistics {
  let n = before?.n ?? 0
  let mean = before?.mean ?? 0
  let m2 = before?.m2 ?? 0
  let min = before?.min ?? Number.POSITIVE_INFINITY
  let max = before?.max ?? Number.NEGATIVE_INFINITY
  let digest: Digest = before?.digest ?? []
  let fresh: number[] = []

  const settle = () => {
    digest = addToDigest(digest, fresh)
    fresh = []
  }

  return {
    add(value) {
      if (value === null || !Number.isFinite(value)) return
      n += 1
      const distance = value - mean
      mean += distance / n
      m2 += distance * (value - mean)
      min = Math.min(min, value)
      max = Math.max(max, value)
      fresh.push(value)
      if (fresh.length >= 10_000) settle()
    },
    finish() {
      if (n === 0) return null
      settle()
      const quantile = (q: number) => digestQuantile(digest, q, min, max)
      const std = n > 1 ? Math.sqrt(m2 / (n - 1)) : 0
      const quartiles = [quantile(0.25), quantile(0.5), quantile(0.75)] as const
      return { n, min, max, mean, m2, std, quartiles, digest }
    },
  }
}
