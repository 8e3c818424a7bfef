/**
 * Weights of a derivative of a Gaussian, for offsets −radius … radius: Σ w[i] x[j + i − radius] smooths and differentiates x.
 *
 * @see scipy.ndimage.gaussian_filter1d, which samples the derivative of the normalised Gaussian in the same way
 */
export function gaussianWeights(sigma: number, order: number, radius: number): Float64Array {
  const bell = Float64Array.from({ length: 2 * radius + 1 }, (_, i) => Math.exp(-0.5 * ((i - radius) / sigma) ** 2))
  const total = bell.reduce((sum, value) => sum + value, 0)
  const polynomial = derivativePolynomial(sigma, order)
  return bell.map((value, i) => {
    // A weight at offset i multiplies what lies i ahead, so the kernel is read backwards.
    const x = radius - i
    return (polynomial.reduceRight((sum, coefficient) => sum * x + coefficient, 0) * value) / total
  })
}

/** Coefficients, from the constant upwards, of the polynomial that a derivative of a Gaussian has before the Gaussian. */
function derivativePolynomial(sigma: number, order: number): Float64Array {
  let current = Float64Array.of(1)
  for (let k = 0; k < order; k++) {
    const next = new Float64Array(current.length + 1)
    // (q g)' = (q' − q x / σ²) g
    for (let power = 0; power < current.length; power++) {
      if (power > 0) next[power - 1]! += power * current[power]!
      next[power + 1]! -= current[power]! / (sigma * sigma)
    }
    current = next
  }
  return current
}
