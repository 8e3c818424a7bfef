/**
 * Polynomials orthonormal on equally spaced points under weights, by the three-term recurrence, orthogonalised twice.
 *
 * @param weights (n,), ≥ 0
 * @param order highest degree
 * @returns one array of length n per degree, from 0 upwards; fewer where the points that carry weight allow no more
 * @see Forsythe (1957), Journal of the Society for Industrial and Applied Mathematics 5(2), 74–88
 */
export function orthonormalPolynomials(weights: Float64Array, order: number): Float64Array[] {
  const n = weights.length
  const basis: Float64Array[] = []
  let held = 0
  for (const weight of weights) if (weight > 0) held++
  for (let degree = 0; degree <= Math.min(order, held - 1); degree++) {
    const next = new Float64Array(n)
    const before = basis[degree - 1]
    for (let j = 0; j < n; j++) next[j] = before ? (n > 1 ? (2 * j) / (n - 1) - 1 : 0) * before[j]! : 1
    for (let pass = 0; pass < 2; pass++) {
      for (const lower of basis) {
        const share = weightedProduct(weights, lower, next)
        for (let j = 0; j < n; j++) next[j]! -= share * lower[j]!
      }
    }
    const length = Math.sqrt(weightedProduct(weights, next, next))
    for (let j = 0; j < n; j++) next[j]! /= length
    basis.push(next)
  }
  return basis
}

/** The weighted least-squares polynomial of `values`, at every point. */
export function fitPolynomials(
  basis: readonly Float64Array[],
  weights: Float64Array,
  values: Float64Array,
): Float64Array {
  const fitted = new Float64Array(values.length)
  for (const polynomial of basis) {
    const share = weightedProduct(weights, polynomial, values)
    for (let j = 0; j < fitted.length; j++) fitted[j]! += share * polynomial[j]!
  }
  return fitted
}

function weightedProduct(weights: Float64Array, a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let j = 0; j < a.length; j++) sum += weights[j]! * a[j]! * b[j]!
  return sum
}
