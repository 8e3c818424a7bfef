import { growingRows, lengthOfRows, orthogonalize } from './kernels/growing-rows.ts'
import { openArena } from './kernels/kernels.ts'
import type { Matrix } from './matrix.ts'
import { dot } from './products.ts'

/** An error of the coefficients that changes no digit that matters. */
const negligible = 1e-12
/** What is left of a direction when rounding is all that is left of it, against the length of A. */
const exhausted = 8 * Number.EPSILON
/** Steps between looks at whether a penalty is served. */
const stepsBetween = 4
/** A smaller matrix is read by the plain code before it could be copied. */
const leastValues = 2_048

/**
 * The b that minimise ‖y − Ab‖² + penalty · ‖b‖², for each of several penalties. One bidiagonalisation of A that starts at y,
 * with directions kept orthogonal, serves all; a penalty is served at the first look that proves its b to be settled, whatever
 * the others need, so that it has the same bits alone and in company.
 *
 * @param A (n, p)
 * @param y (n,)
 * @param penalties above 0
 * @returns (p,) each
 * @see Golub & Kahan (1965), SIAM Journal on Numerical Analysis B 2(2), 205–224; Paige & Saunders (1982), ACM Transactions on
 *   Mathematical Software 8(1), 43–71
 */
export function penalizedPath(A: Matrix, y: Float64Array, penalties: readonly number[]): Float64Array[] {
  const { rows: n, columns: p } = A
  const most = Math.min(n, p)
  const needed = lengthOfRows(n, p) + lengthOfRows(most + 1, n) + lengthOfRows(most, p)
  const arena = A.values.length < leastValues ? undefined : openArena(needed)
  const whole = growingRows(n, p, arena)
  const left = growingRows(most + 1, n, arena)
  const right = growingRows(most, p, arena)
  whole.append(A.values)
  const solutions = penalties.map((): Float64Array | null => null)
  const least = exhausted * Math.sqrt(dot(A.values, A.values))
  // Lower bidiagonal: diagonal[k] at (k, k), below[k] at (k + 1, k).
  const diagonal: number[] = []
  const below: number[] = []
  let u: Float64Array = y.slice()
  const start = Math.sqrt(dot(u, u))
  let v: Float64Array = new Float64Array(p)
  let length = 0
  if (start > 0) {
    divide(u, start)
    left.append(u)
    v = whole.multiplyTransposed(u)
    length = Math.sqrt(dot(v, v))
  }
  while (length > least && diagonal.length < most) {
    divide(v, length)
    right.append(v)
    diagonal.push(length)
    u = whole.multiply(v)
    const height = orthogonalize(u, left)
    below.push(height > least ? height : 0)
    length = 0
    if (height > least) {
      divide(u, height)
      left.append(u)
      v = whole.multiplyTransposed(u)
      length = orthogonalize(v, right)
    }
    if (diagonal.length % stepsBetween !== 0) continue
    serve(penalty => isSettled(penalty, diagonal, below, start, length))
    if (!solutions.includes(null)) break
  }
  serve(penalty => solveBidiagonal(diagonal, below, start, penalty))
  return solutions.map(solution => solution!)

  function serve(solve: (penalty: number) => Float64Array | null) {
    penalties.forEach((penalty, i) => {
      const z = solutions[i] ? null : solve(penalty)
      if (z) solutions[i] = right.multiplyTransposed(z)
    })
  }
}

/** The solution so far, if what the normal equations still lack, `length` · height · |last z|, cannot move it. */
function isSettled(
  penalty: number,
  diagonal: readonly number[],
  below: readonly number[],
  start: number,
  length: number,
): Float64Array | null {
  const z = solveBidiagonal(diagonal, below, start, penalty)
  const lacking = length * below.at(-1)! * Math.abs(z.at(-1)!)
  return lacking <= negligible * penalty * Math.sqrt(dot(z, z)) ? z : null
}

/** z of the least ‖start · e₁ − Bz‖² + penalty · ‖z‖², by rotations: (k,) */
function solveBidiagonal(
  diagonal: readonly number[],
  below: readonly number[],
  start: number,
  penalty: number,
): Float64Array {
  const k = diagonal.length
  const z = new Float64Array(k)
  const pivots = new Float64Array(k)
  const beside = new Float64Array(k)
  let pivot = diagonal[0] ?? 0
  let rest = start
  for (let i = 0; i < k; i++) {
    const damped = Math.sqrt(pivot * pivot + penalty)
    rest *= pivot / damped
    const height = below[i]!
    pivots[i] = Math.sqrt(damped * damped + height * height)
    const [c, s] = [damped / pivots[i]!, height / pivots[i]!]
    const next = diagonal[i + 1] ?? 0
    z[i] = c * rest
    rest *= s
    beside[i] = s * next
    pivot = -c * next
  }
  for (let i = k - 1; i >= 0; i--) {
    if (i < k - 1) z[i]! -= beside[i]! * z[i + 1]!
    z[i]! /= pivots[i]!
  }
  return z
}

function divide(vector: Float64Array, by: number): void {
  for (let i = 0; i < vector.length; i++) vector[i]! /= by
}
