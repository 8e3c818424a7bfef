import { SingularFit } from '../errors/index.ts'
import type { Matrix } from './matrix.ts'
import { addScaled, dot } from './products.ts'

export interface SymmetricEigen {
  /** Descending: (n,). */
  readonly values: Float64Array
  /** One eigenvector per row, in the order of `values`: (n, n). */
  readonly vectors: Matrix
}

/**
 * All eigenvalues and eigenvectors of a symmetric matrix: Householder reduction to tridiagonal form, then the implicitly
 * shifted QR algorithm. Eigenvectors are kept in rows, so that every inner loop runs along memory.
 *
 * @throws SingularFit where an eigenvalue does not settle (never met with finite numbers)
 * @see Golub & Van Loan (2013), Matrix Computations, algorithms 8.3.1–8.3.3
 */
export function symmetricEigen(symmetric: Matrix): SymmetricEigen {
  const n = symmetric.rows
  let largest = 0
  for (const value of symmetric.values) largest = Math.max(largest, Math.abs(value))
  // A power of two changes no digit, and keeps squares far from overflow and underflow.
  const scale = largest > 0 ? 2 ** Math.floor(Math.log2(largest)) : 1
  const rows = Array.from({ length: n }, (_, i) => {
    return symmetric.values.slice(i * n, (i + 1) * n).map(value => value / scale)
  })
  const { diagonal, beside, reflectors } = tridiagonalize(rows)
  const vectors = accumulate(reflectors, n)
  diagonalize(diagonal, beside, vectors)
  const order = Array.from(diagonal.keys()).sort((a, b) => diagonal[b]! - diagonal[a]!)
  const values = new Float64Array(n)
  const sorted = new Float64Array(n * n)
  order.forEach((from, to) => {
    values[to] = diagonal[from]! * scale
    sorted.set(vectors[from]!, to * n)
  })
  return { values, vectors: { rows: n, columns: n, values: sorted } }
}

/** Elements below this are nothing beside the largest, which lies in [1, 2), and their squares would underflow. */
const tiny = 1e-100

/** Reflector k acts on the elements after k: x − factor · (v·x) v. */
interface Reflector {
  readonly v: Float64Array
  readonly factor: number
}

interface Tridiagonal {
  readonly diagonal: Float64Array
  /** `beside[k]` joins k and k + 1; the last is 0. */
  readonly beside: Float64Array
  readonly reflectors: readonly Reflector[]
}

/** Overwrites `rows`. */
function tridiagonalize(rows: readonly Float64Array[]): Tridiagonal {
  const n = rows.length
  const diagonal = new Float64Array(n)
  const beside = new Float64Array(n)
  const reflectors: Reflector[] = []
  for (let k = 0; k < n; k++) {
    diagonal[k] = rows[k]![k]!
    if (k === n - 1) break
    const v = rows[k]!.slice(k + 1)
    const length = Math.sqrt(dot(v, v))
    if (length < tiny) {
      reflectors.push({ v, factor: 0 })
      continue
    }
    beside[k] = v[0]! > 0 ? -length : length
    v[0]! -= beside[k]!
    const factor = 2 / dot(v, v)
    reflectors.push({ v, factor })
    reflectBothSides(rows, k + 1, v, factor)
  }
  return { diagonal, beside, reflectors }
}

/** H A H for the trailing block that starts at `first`, as a rank-two update. */
function reflectBothSides(rows: readonly Float64Array[], first: number, v: Float64Array, factor: number): void {
  const n = v.length
  const w = new Float64Array(n)
  for (let i = 0; i < n; i++) w[i] = factor * dot(v, rows[first + i]!.subarray(first))
  addScaled(w, (-factor / 2) * dot(v, w), v)
  for (let i = 0; i < n; i++) {
    const trailing = rows[first + i]!.subarray(first)
    const vi = v[i]!
    const wi = w[i]!
    for (let j = 0; j < n; j++) trailing[j]! -= vi * w[j]! + wi * v[j]!
  }
}

/** Rows: the columns of the product of the reflectors. */
function accumulate(reflectors: readonly Reflector[], n: number): Float64Array[] {
  const vectors = Array.from({ length: n }, (_, i) => {
    const unit = new Float64Array(n)
    unit[i] = 1
    return unit
  })
  for (let k = reflectors.length - 1; k >= 0; k--) {
    const { v, factor } = reflectors[k]!
    // Later reflectors left the elements up to k of these rows zero.
    for (let i = k + 1; i < n; i++) {
      const tail = vectors[i]!.subarray(k + 1)
      addScaled(tail, -factor * dot(v, tail), v)
    }
  }
  return vectors
}

const maxSteps = 60

/** QR steps until `beside` is zero; rotates `vectors` along. */
function diagonalize(diagonal: Float64Array, beside: Float64Array, vectors: readonly Float64Array[]): void {
  let last = diagonal.length - 1
  let steps = 0
  while (last > 0) {
    let first = last
    while (first > 0 && !isNegligible(diagonal, beside, first - 1)) first--
    if (first > 0) beside[first - 1] = 0
    if (first === last) {
      last--
      steps = 0
    } else {
      if (steps++ > maxSteps) throw SingularFit({ reason: 'the eigenvalues of its covariances did not settle' })
      qrStep(diagonal, beside, vectors, first, last)
    }
  }
}

function isNegligible(diagonal: Float64Array, beside: Float64Array, k: number): boolean {
  const size = Math.abs(beside[k]!)
  return size <= Number.EPSILON * (Math.abs(diagonal[k]!) + Math.abs(diagonal[k + 1]!)) || size < tiny
}

/** One implicit step on the block first … last, with Wilkinson's shift. */
function qrStep(
  diagonal: Float64Array,
  beside: Float64Array,
  vectors: readonly Float64Array[],
  first: number,
  last: number,
): void {
  const corner = beside[last - 1]!
  const half = (diagonal[last - 1]! - diagonal[last]!) / 2
  const root = Math.sqrt(half * half + corner * corner)
  const shift = diagonal[last]! - (corner * corner) / (half + (half < 0 ? -root : root))
  let x = diagonal[first]! - shift
  let bulge = beside[first]!
  for (let k = first; k < last; k++) {
    const length = hypotenuse(x, bulge)
    const c = length > 0 ? x / length : 1
    const s = length > 0 ? bulge / length : 0
    if (k > first) beside[k - 1] = length
    const a = diagonal[k]!
    const b = beside[k]!
    const d = diagonal[k + 1]!
    diagonal[k] = c * c * a + 2 * c * s * b + s * s * d
    diagonal[k + 1] = s * s * a - 2 * c * s * b + c * c * d
    beside[k] = c * s * (d - a) + (c * c - s * s) * b
    if (k < last - 1) {
      x = beside[k]!
      bulge = s * beside[k + 1]!
      beside[k + 1]! *= c
    }
    rotate(vectors[k]!, vectors[k + 1]!, c, s)
  }
}

/** √(x² + y²), with all digits where the squares would underflow: a rotation by fewer would not be one. */
function hypotenuse(x: number, y: number): number {
  const length = Math.sqrt(x * x + y * y)
  if (length > tiny) return length
  const largest = Math.max(Math.abs(x), Math.abs(y))
  return largest === 0 ? 0 : largest * Math.sqrt((x / largest) ** 2 + (y / largest) ** 2)
}

function rotate(u: Float64Array, v: Float64Array, c: number, s: number): void {
  for (let i = 0; i < u.length; i++) {
    const before = u[i]!
    const after = v[i]!
    u[i] = c * before + s * after
    v[i] = c * after - s * before
  }
}
