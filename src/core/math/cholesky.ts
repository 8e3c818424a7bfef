import { type Matrix, row } from './matrix.ts'
import { dot } from './products.ts'

/**
 * Solve Ax = b for a symmetric positive definite A: (n, n), b: (n,) → (n,).
 * @returns undefined where A is not positive definite but for rounding
 * @see Golub & Van Loan (2013), Matrix Computations, section 4.2
 */
export function solvePositiveDefinite(A: Matrix, b: Float64Array): Float64Array | undefined {
  const factor = cholesky(A)
  if (!factor) return undefined
  const n = b.length
  const x = b.slice()
  for (let i = 0; i < n; i++) {
    const known = row(factor, i).subarray(0, i)
    x[i] = (x[i]! - dot(known, x.subarray(0, i))) / factor.values[i * n + i]!
  }
  for (let i = n - 1; i >= 0; i--) {
    x[i]! /= factor.values[i * n + i]!
    for (let j = 0; j < i; j++) x[j]! -= factor.values[i * n + j]! * x[i]!
  }
  return x
}

/** Lower triangular L with LLᵀ = A. */
export function cholesky(A: Matrix): Matrix | undefined {
  const n = A.rows
  const L = { rows: n, columns: n, values: new Float64Array(n * n) }
  for (let i = 0; i < n; i++) {
    const rowI = row(L, i)
    for (let j = 0; j < i; j++) {
      const rest = A.values[i * n + j]! - dot(rowI.subarray(0, j), row(L, j).subarray(0, j))
      rowI[j] = rest / L.values[j * n + j]!
    }
    const rest = A.values[i * n + i]! - dot(rowI.subarray(0, i), rowI.subarray(0, i))
    if (!(rest > n * Number.EPSILON * Math.abs(A.values[i * n + i]!))) return undefined
    rowI[i] = Math.sqrt(rest)
  }
  return L
}
