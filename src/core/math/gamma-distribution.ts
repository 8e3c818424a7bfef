import { logGamma } from './incomplete-beta.ts'
import { whereReached } from './increasing-inverse.ts'

const most = 10_000

/**
 * Regularised incomplete gamma function P(a, x): share of a gamma distribution of shape `a` below `x`.
 * @see Abramowitz & Stegun (1964), 6.5.29 (series) and 6.5.31 (continued fraction, by Lentz's method)
 */
export function incompleteGamma(a: number, x: number): number {
  if (x <= 0) return 0
  const front = Math.exp(a * Math.log(x) - x - logGamma(a))
  if (x < a + 1) {
    let term = 1 / a
    let sum = term
    for (let k = 1; k < most && Math.abs(term) > Math.abs(sum) * 1e-17; k++) {
      term *= x / (a + k)
      sum += term
    }
    return sum * front
  }
  let b = x + 1 - a
  let c = 1e300
  let d = 1 / b
  let fraction = d
  for (let k = 1; k < most; k++) {
    const numerator = -k * (k - a)
    b += 2
    d = 1 / (numerator * d + b || 1e-300)
    c = b + numerator / c || 1e-300
    fraction *= d * c
    if (Math.abs(d * c - 1) < 1e-16) break
  }
  return 1 - front * fraction
}

/** Quantile of the χ² distribution, 0 < probability < 1. */
export function chiSquareQuantile(probability: number, degrees: number): number {
  return 2 * whereReached(x => incompleteGamma(degrees / 2, x), probability, 0, degrees + 1)
}
