import { SingularFit } from '../errors/index.ts'

/**
 * A symmetric band matrix, by diagonals: `band[k][j]` is element (j, j + k); each diagonal has length n, and its last k
 * elements are not used.
 */
export type SymmetricBand = readonly Float64Array[]

/**
 * DᵀD of the differences of an order: the roughness penalty. O(n · order²).
 * @param n at least order + 1
 */
export function differencePenalty(n: number, order: number): SymmetricBand {
  const coefficients = differenceCoefficients(order)
  const band = Array.from({ length: order + 1 }, () => new Float64Array(n))
  for (let i = 0; i + order < n; i++) {
    for (let a = 0; a <= order; a++) {
      for (let b = a; b <= order; b++) band[b - a]![i + a]! += coefficients[a]! * coefficients[b]!
    }
  }
  return band
}

/** Binomial coefficients of alternating sign: [1, −2, 1] for order 2. */
function differenceCoefficients(order: number): Float64Array {
  let current = Float64Array.of(1)
  for (let k = 0; k < order; k++) {
    const next = new Float64Array(current.length + 1)
    for (let i = 0; i < current.length; i++) {
      next[i]! -= current[i]!
      next[i + 1]! += current[i]!
    }
    current = next
  }
  return current
}

/**
 * Solve (diag(weights) + λ · penalty) z = right by banded LDLᵀ. O(n · order²).
 *
 * @throws SingularFit where the weights leave the solution open
 */
export function solveWhittaker(
  penalty: SymmetricBand,
  lambda: number,
  weights: Float64Array,
  right: Float64Array,
): Float64Array {
  const band = penalty.map((diagonal, k) =>
    diagonal.map((value, j) => (k === 0 ? weights[j]! + lambda * value : lambda * value)),
  )
  return solveSymmetricBand(band, right)
}

/** Solve A z = right for a positive definite A by LDLᵀ; overwrites the band. @throws SingularFit */
export function solveSymmetricBand(band: SymmetricBand, right: Float64Array): Float64Array {
  const n = right.length
  const width = band.length - 1
  const pivots = band[0]!
  let largest = 0
  for (const value of pivots) largest = Math.max(largest, value)
  const z = right.slice()
  for (let j = 0; j < n; j++) {
    const pivot = pivots[j]!
    if (!(pivot > Number.EPSILON * Number.EPSILON * largest)) {
      throw SingularFit({ reason: 'too few points carry weight to hold the smooth curve' })
    }
    const reach = Math.min(width, n - 1 - j)
    for (let a = 1; a <= reach; a++) {
      const factor = band[a]![j]! / pivot
      for (let b = a; b <= reach; b++) band[b - a]![j + a]! -= factor * band[b]![j]!
      z[j + a]! -= factor * z[j]!
    }
  }
  for (let j = n - 1; j >= 0; j--) {
    let sum = z[j]!
    const reach = Math.min(width, n - 1 - j)
    for (let a = 1; a <= reach; a++) sum -= band[a]![j]! * z[j + a]!
    z[j] = sum / pivots[j]!
  }
  return z
}

/**
 * Whittaker smoothing: the z that minimises Σ w (y − z)² + λ Σ (Δᵒʳᵈᵉʳ z)². O(n · order²).
 *
 * @param y (n,), n at least order + 1
 * @param weights (n,), ≥ 0
 * @throws SingularFit where fewer than `order` points carry weight
 * @see Eilers (2003), Analytical Chemistry 75(14), 3631–3636
 */
export function whittakerSmooth(y: Float64Array, weights: Float64Array, lambda: number, order: number): Float64Array {
  const right = y.map((value, j) => weights[j]! * value)
  return solveWhittaker(differencePenalty(y.length, order), lambda, weights, right)
}
