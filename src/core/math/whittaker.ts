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

/** λ Σ (Δᵒʳᵈᵉʳ z)² */
export interface DifferenceTerm {
  readonly order: number
  readonly lambda: number
}

/**
 * Solve (diag(weights) + λ · penalty) z = right. O(n · order²).
 *
 * @param penalty of differences
 * @throws SingularFit where the weights leave the solution open
 */
export function solveWhittaker(
  penalty: SymmetricBand,
  lambda: number,
  weights: Float64Array,
  right: Float64Array,
): Float64Array {
  const scaled = penalty.map(diagonal => diagonal.map(value => lambda * value))
  return solvePenalized(scaled, [{ order: penalty.length - 1, lambda }], weights, right)
}

/**
 * Solve (diag(weights) + penalty) z = right by banded LDLᵀ and one step of refinement. The remainder is taken through the
 * differences of z themselves, which are exact where the sum with a large penalty is not: at λ = 10⁶ that is worth three digits.
 *
 * @param penalty sum of the terms, as a band
 * @throws SingularFit where the weights leave the solution open
 */
export function solvePenalized(
  penalty: SymmetricBand,
  terms: readonly DifferenceTerm[],
  weights: Float64Array,
  right: Float64Array,
): Float64Array {
  const band = penalty.map((diagonal, k) =>
    k === 0 ? diagonal.map((value, j) => value + weights[j]!) : diagonal.slice(),
  )
  factorize(band)
  const z = substitute(band, right)
  const remainder = right.map((value, j) => value - weights[j]! * z[j]!)
  for (const { order, lambda } of terms) {
    const rough = differencesBack(differences(z, order), order)
    for (let j = 0; j < rough.length; j++) remainder[j]! -= lambda * rough[j]!
  }
  const correction = substitute(band, remainder)
  for (let j = 0; j < z.length; j++) z[j]! += correction[j]!
  return z
}

/** Δᵒʳᵈᵉʳ z: n − order values. */
function differences(z: Float64Array, order: number): Float64Array {
  const changed = z.slice()
  for (let k = 0; k < order; k++) {
    for (let j = 0; j < z.length - 1 - k; j++) changed[j] = changed[j + 1]! - changed[j]!
  }
  return changed.subarray(0, z.length - order)
}

/** The transpose of the differences: n values. */
function differencesBack(values: Float64Array, order: number): Float64Array {
  const changed = new Float64Array(values.length + order)
  changed.set(values)
  for (let k = 0; k < order; k++) {
    const last = values.length + k
    for (let j = last; j >= 0; j--) changed[j] = (j > 0 ? changed[j - 1]! : 0) - (j < last ? changed[j]! : 0)
  }
  return changed
}

/** A = LDLᵀ of a positive definite A, in its place: D, then the columns of L below it times D. @throws SingularFit */
function factorize(band: SymmetricBand): void {
  const pivots = band[0]!
  const n = pivots.length
  let largest = 0
  for (const value of pivots) largest = Math.max(largest, value)
  for (let j = 0; j < n; j++) {
    const pivot = pivots[j]!
    if (!(pivot > Number.EPSILON * Number.EPSILON * largest)) {
      throw SingularFit({ reason: 'too few points carry weight to hold the smooth curve' })
    }
    const reach = Math.min(band.length - 1, n - 1 - j)
    for (let a = 1; a <= reach; a++) {
      const factor = band[a]![j]! / pivot
      for (let b = a; b <= reach; b++) band[b - a]![j + a]! -= factor * band[b]![j]!
    }
  }
}

function substitute(band: SymmetricBand, right: Float64Array): Float64Array {
  const pivots = band[0]!
  const n = pivots.length
  const z = right.slice()
  for (let j = 0; j < n; j++) {
    const share = z[j]! / pivots[j]!
    const reach = Math.min(band.length - 1, n - 1 - j)
    for (let a = 1; a <= reach; a++) z[j + a]! -= share * band[a]![j]!
  }
  for (let j = n - 1; j >= 0; j--) {
    let sum = z[j]!
    const reach = Math.min(band.length - 1, n - 1 - j)
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
