import { isRoundingNoise, mean, quantiles, squaredDeviations } from '../math/statistics.ts'

/** What metrics need to know of the truth alone. */
export interface TruthStatistics {
  readonly mean: number
  /** Σ (y − ȳ)²; exactly 0 where the truth is constant. */
  readonly sst: number
  /** Lower quartile, type 7. */
  readonly q1: number
  /** Upper quartile, type 7. */
  readonly q3: number
  /** max − min */
  readonly range: number
}

const known = new WeakMap<Float64Array, TruthStatistics>()

/** Computed once per array, because the predictions of hundreds of pipelines share one truth, which nobody changes. */
export function truthStatistics(y_true: Float64Array): TruthStatistics {
  const found = known.get(y_true)
  if (found) return found
  const center = mean(y_true)
  const sst = squaredDeviations(y_true, center)
  const [min, q1, q3, max] = quantiles(y_true, [0, 0.25, 0.75, 1])
  const constant = isRoundingNoise(sst / y_true.length, center, y_true.length)
  const statistics = { mean: center, sst: constant ? 0 : sst, q1: q1!, q3: q3!, range: max! - min! }
  known.set(y_true, statistics)
  return statistics
}
