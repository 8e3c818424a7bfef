/** Arithmetic mean; NaN of an empty array. */
export function mean(values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / values.length
}

/** Sum of squared deviations from `center`. */
export function squaredDeviations(values: Float64Array, center: number): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) {
    const deviation = values[i]! - center
    sum += deviation * deviation
  }
  return sum
}

/** Variance in two passes; NaN where fewer than `ddof + 1` values are given. */
export function variance(values: Float64Array, ddof: number): number {
  return values.length > ddof ? squaredDeviations(values, mean(values)) / (values.length - ddof) : Number.NaN
}

export function standardDeviation(values: Float64Array, ddof: number): number {
  return Math.sqrt(variance(values, ddof))
}

/**
 * Whether a variance of `n` values (ddof 0) is no more than the rounding of their mean can leave: the mean of equal values is
 * often one unit in the last place beside them.
 *
 * @see Chan, Golub & LeVeque (1983), The American Statistician 37(3), 242–247: the error bound of the two-pass algorithm
 */
export function isRoundingNoise(variance: number, mean: number, n: number): boolean {
  const roundedMean = n * mean * Number.EPSILON
  return variance <= n * Number.EPSILON * variance + roundedMean * roundedMean
}

/**
 * Linear interpolation between order statistics (type 7 of Hyndman & Fan 1996; the default of R and numpy).
 * @param sorted ascending
 * @param probability in [0, 1]
 * @returns NaN of an empty array
 */
export function quantileOfSorted(sorted: Float64Array, probability: number): number {
  if (sorted.length === 0) return Number.NaN
  const position = (sorted.length - 1) * probability
  const below = Math.floor(position)
  const low = sorted[below]!
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!
  const fraction = position - below
  return fraction === 0 ? low : low * (1 - fraction) + high * fraction
}

/** The quantile of each probability; NaN where the values hold NaN. */
export function quantiles(values: Float64Array, probabilities: readonly number[]): number[] {
  const sorted = Float64Array.from(values).sort()
  // NaN sorts last, so a single look finds any.
  if (Number.isNaN(sorted.at(-1))) return probabilities.map(() => Number.NaN)
  return probabilities.map(probability => quantileOfSorted(sorted, probability))
}
