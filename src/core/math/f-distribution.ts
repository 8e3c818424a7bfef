import { incompleteBeta } from './incomplete-beta.ts'

/**
 * Probability of at most `value` under the F distribution; degrees of freedom > 0.
 * @see Abramowitz & Stegun (1972), Handbook of Mathematical Functions, 26.6.2
 */
export function fProbability(value: number, numerator_df: number, denominator_df: number): number {
  if (value <= 0) return 0
  const sum = numerator_df * value + denominator_df
  if (sum === Infinity) return 1
  return incompleteBeta(numerator_df / 2, denominator_df / 2, (numerator_df * value) / sum, denominator_df / sum)
}

/** Quantile of the F distribution, about 11 digits; 0 and ∞ at 0 and 1. Degrees of freedom > 0. */
export function fQuantile(probability: number, numerator_df: number, denominator_df: number): number {
  if (probability <= 0) return 0
  if (probability >= 1) return Infinity
  const isBelow = (value: number) => fProbability(value, numerator_df, denominator_df) < probability
  let high = 1
  while (isBelow(high)) high *= 2
  let low = high / 2
  while (low > 0 && !isBelow(low)) low /= 2
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return high
    if (isBelow(middle)) low = middle
    else high = middle
  }
}
