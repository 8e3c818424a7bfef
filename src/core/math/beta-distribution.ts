import { logGamma } from './gamma-distribution.ts'
import { whereReached } from './increasing-inverse.ts'

/**
 * Regularised incomplete beta function I(x; a, b): share of a beta distribution below `x`.
 * @see Abramowitz & Stegun (1964), 26.5.8 (continued fraction, by Lentz's method)
 */
export function incompleteBeta(a: number, b: number, x: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  // The fraction converges fast on this side of the mean, and the other side is its mirror.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(b, a, 1 - x)
  const logFront = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)
  let c = 1
  let d = 1 / (1 - ((a + b) * x) / (a + 1) || 1e-300)
  let fraction = d
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / (1 + even * d || 1e-300)
    c = 1 + even / c || 1e-300
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / (1 + odd * d || 1e-300)
    c = 1 + odd / c || 1e-300
    fraction *= d * c
    if (Math.abs(d * c - 1) < 1e-16) break
  }
  return (Math.exp(logFront) * fraction) / a
}

/** Quantile of the beta distribution, 0 < probability < 1. */
export function betaQuantile(probability: number, a: number, b: number): number {
  return whereReached(x => incompleteBeta(a, b, x), probability, 0, 1)
}

/** Quantile of the F distribution, 0 < probability < 1. */
export function fQuantile(probability: number, above: number, below: number): number {
  const share = (f: number) => incompleteBeta(above / 2, below / 2, (above * f) / (above * f + below))
  return whereReached(share, probability, 0, 2)
}
