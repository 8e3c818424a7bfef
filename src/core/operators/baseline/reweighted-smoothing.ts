import { mean, standardDeviation } from '../../math/statistics.ts'
import { relativeChange } from './relative-change.ts'

export interface Repetitions {
  readonly max_iter: number
  readonly tol: number
}

/**
 * Fit, weigh the residuals, and fit again until the weights settle.
 *
 * @param smooth the curve for some weights
 * @param weigh next weights from the residuals of repetition 1, 2, …; null where there are too few below the curve to go on
 */
export function reweighted(
  spectrum: Float64Array,
  { max_iter, tol }: Repetitions,
  smooth: (weights: Float64Array) => Float64Array,
  weigh: (residuals: Float64Array, repetition: number) => Float64Array | null,
): Float64Array {
  let weights: Float64Array = new Float64Array(spectrum.length).fill(1)
  for (let repetition = 1; ; repetition++) {
    const curve = smooth(weights)
    const next = weigh(
      spectrum.map((value, j) => value - curve[j]!),
      repetition,
    )
    if (next === null || repetition > max_iter || relativeChange(weights, next) < tol) return curve
    weights = next
  }
}

/** The right side of the normal equations of a weighted fit. */
export function weighed(spectrum: Float64Array, weights: Float64Array): Float64Array {
  return spectrum.map((value, j) => weights[j]! * value)
}

/** Mean and standard deviation (ddof 1) of the residuals below 0; null where there are fewer than two. */
export function spreadBelow(residuals: Float64Array): { readonly center: number; readonly spread: number } | null {
  const below = residuals.filter(residual => residual < 0)
  if (below.length < 2) return null
  return { center: mean(below), spread: standardDeviation(below, 1) || Number.EPSILON }
}
