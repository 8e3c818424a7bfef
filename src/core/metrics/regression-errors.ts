import { Unforeseen } from '../errors/index.ts'
import { isRoundingNoise } from '../math/statistics.ts'
import { type TruthStatistics, truthStatistics } from './truth-statistics.ts'

/** Everything a regression metric is made of. e = prediction − truth. */
export interface RegressionErrors {
  readonly n: number
  /** (n_samples,) each, for what sums cannot tell. Nobody changes them. */
  readonly y_true: Float64Array
  readonly y_pred: Float64Array
  readonly truth: TruthStatistics
  /** Σ e² */
  readonly sse: number
  /** Σ |e| */
  readonly sae: number
  /** max |e| */
  readonly largest: number
  readonly mean_error: number
  /** Σ (e − ē)²; exactly 0 where all errors are equal. */
  readonly centered_sse: number
  /** Σ (y − ȳ)(e − ē) */
  readonly covariation: number
}

/** y_true, y_pred: (n_samples,). Without samples, or with a value that is no number, metrics come out as NaN. */
export function regressionErrors(y_true: Float64Array, y_pred: Float64Array): RegressionErrors {
  const n = y_true.length
  if (y_pred.length !== n) {
    throw Unforeseen({ reason: `${y_pred.length} predictions came with ${n} reference values` })
  }
  const truth = truthStatistics(y_true)
  let sum = 0
  let sse = 0
  let sae = 0
  let largest = 0
  for (let i = 0; i < n; i++) {
    const error = y_pred[i]! - y_true[i]!
    const size = Math.abs(error)
    sum += error
    sse += error * error
    sae += size
    largest = Math.max(largest, size)
  }
  const mean_error = sum / n
  let centered_sse = 0
  let covariation = 0
  for (let i = 0; i < n; i++) {
    const deviation = y_pred[i]! - y_true[i]! - mean_error
    centered_sse += deviation * deviation
    covariation += (y_true[i]! - truth.mean) * deviation
  }
  // Errors carry the rounding of the values they are differences of.
  if (isRoundingNoise(centered_sse / n, Math.abs(truth.mean) + Math.abs(mean_error), n)) centered_sse = 0
  return { n, y_true, y_pred, truth, sse, sae, largest, mean_error, centered_sse, covariation }
}
