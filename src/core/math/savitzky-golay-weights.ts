/**
 * Weights that turn `window` equally spaced values into a derivative of the polynomial fitted to them by least squares.
 *
 * The polynomial is expanded in the discrete orthonormal (Gram) polynomials φₖ of the window, so nothing is inverted:
 * weight(i) = Σₖ φₖ(i) φₖ⁽ᵈ⁾(t) / δᵈ. The three-term recurrence φₖ₊₁ √bₖ₊₁ = x φₖ − √bₖ φₖ₋₁ with
 * bₖ = k² (N² − k²) / (4 (4k² − 1)) gives them and, differentiated, their derivatives.
 *
 * @param window number of values, odd
 * @param polyorder order of the polynomial, below `window`
 * @param deriv order of the derivative, 0 for the value
 * @param delta spacing of the values
 * @param position where the derivative is taken: 0 is the middle of the window, ±(window − 1) / 2 its ends
 * @returns (window,)
 * @see Gorry (1990), Analytical Chemistry 62(6), 570–573
 */
export function savitzkyGolayWeights(
  window: number,
  polyorder: number,
  deriv: number,
  delta: number,
  position: number,
): Float64Array {
  const derivatives = orthonormalDerivatives(window, polyorder, deriv, position)
  const weights = new Float64Array(window)
  const scale = delta ** -deriv
  for (let i = 0; i < window; i++) {
    const values = orthonormalDerivatives(window, polyorder, 0, i - (window - 1) / 2)
    let weight = 0
    for (let k = 0; k <= polyorder; k++) weight += values[k]! * derivatives[k]!
    weights[i] = weight * scale
  }
  return weights
}

/** The `deriv`-th derivative at `x` of each orthonormal polynomial of order 0 … `polyorder` on `window` centred points. */
function orthonormalDerivatives(window: number, polyorder: number, deriv: number, x: number): Float64Array {
  const root = (k: number) => Math.sqrt((k * k * (window * window - k * k)) / (4 * (4 * k * k - 1)))
  let lower = new Float64Array(polyorder + 1)
  let current = lower
  for (let d = 0; d <= deriv; d++) {
    current = new Float64Array(polyorder + 1)
    current[0] = d === 0 ? 1 / Math.sqrt(window) : 0
    for (let k = 0; k < polyorder; k++) {
      const before = k === 0 ? 0 : root(k) * current[k - 1]!
      const fromLower = d === 0 ? 0 : d * lower[k]!
      current[k + 1] = (x * current[k]! + fromLower - before) / root(k + 1)
    }
    lower = current
  }
  return current
}
