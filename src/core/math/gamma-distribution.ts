import { whereReached } from './increasing-inverse.ts'

/** Lanczos' approximation with g = 7 and nine terms: about 15 digits. */
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]

/**
 * Logarithm of Γ(x), x > 0.
 * @see Lanczos (1964), SIAM Journal on Numerical Analysis B 1, 86–96
 */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const shifted = x - 1 + 7.5
  let sum = lanczos[0]!
  for (let k = 1; k < lanczos.length; k++) sum += lanczos[k]! / (x - 1 + k)
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(shifted) - shifted + Math.log(sum)
}

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
