/** Coefficients B₂ₖ / (2k (2k − 1)) of Stirling's series, DLMF 5.11.1. */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156]
/** From here on, seven terms of the series leave less than rounding. */
const largeEnough = 12

/** ln Γ(x), x > 0. */
export function logGamma(x: number): number {
  let product = 1
  let shifted = x
  for (; shifted < largeEnough; shifted++) product *= shifted
  const inverse = 1 / shifted
  const series = stirling.reduceRight((sum, coefficient) => sum * inverse * inverse + coefficient, 0) * inverse
  return (shifted - 0.5) * Math.log(shifted) - shifted + Math.log(2 * Math.PI) / 2 + series - Math.log(product)
}

/** Keeps the continued fraction from dividing by 0. */
const tiny = 1e-300
const maxTerms = 100_000

/** Lentz's evaluation of DLMF 8.17.22; fast where x < (a + 1) / (a + b + 2). */
function continuedFraction(a: number, b: number, x: number): number {
  let above = 1
  let below = 1 - ((a + b) * x) / (a + 1)
  below = 1 / (Math.abs(below) < tiny ? tiny : below)
  let fraction = below
  for (let m = 1; m < maxTerms; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    const before = fraction
    for (const term of [even, odd]) {
      below = 1 + term * below
      below = 1 / (Math.abs(below) < tiny ? tiny : below)
      above = 1 + term / above
      if (Math.abs(above) < tiny) above = tiny
      fraction *= above * below
    }
    if (Math.abs(fraction - before) <= Number.EPSILON * Math.abs(fraction)) break
  }
  return fraction
}

/**
 * Regularised incomplete beta function Iₓ(a, b), the probability of at most x under the beta distribution; a, b > 0. About 12
 * digits for a and b up to thousands.
 *
 * @param complement 1 − x, where the caller has more of its digits
 * @see DLMF (2024), 8.17.2 and 8.17.22; Lentz (1976), Applied Optics 15(3), 668–671
 */
export function incompleteBeta(a: number, b: number, x: number, complement = 1 - x): number {
  if (x <= 0) return 0
  if (complement <= 0) return 1
  const logBeta = logGamma(a) + logGamma(b) - logGamma(a + b)
  const factor = Math.exp(a * Math.log(x) + b * Math.log(complement) - logBeta)
  if (x < (a + 1) / (a + b + 2)) return (factor * continuedFraction(a, b, x)) / a
  return 1 - (factor * continuedFraction(b, a, complement)) / b
}
