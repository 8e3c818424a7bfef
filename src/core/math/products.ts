import { type Matrix, zeros } from './matrix.ts'

/** Sum of products of two arrays of one length. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

/** `target += factor · source`. */
export function addScaled(target: Float64Array, factor: number, source: Float64Array): void {
  for (let i = 0; i < target.length; i++) target[i]! += factor * source[i]!
}

/** Xᵀu: X (n, p), u (n,) → (p,). */
export function multiplyTransposed(X: Matrix, u: Float64Array): Float64Array {
  const { rows, columns, values } = X
  const product = new Float64Array(columns)
  let i = 0
  // Four rows at a time read and write the product once for four products.
  for (; i + 3 < rows; i += 4) {
    const at0 = i * columns
    const at1 = at0 + columns
    const at2 = at1 + columns
    const at3 = at2 + columns
    const u0 = u[i]!
    const u1 = u[i + 1]!
    const u2 = u[i + 2]!
    const u3 = u[i + 3]!
    for (let j = 0; j < columns; j++) {
      product[j]! += u0 * values[at0 + j]! + u1 * values[at1 + j]! + (u2 * values[at2 + j]! + u3 * values[at3 + j]!)
    }
  }
  for (; i < rows; i++) {
    const at = i * columns
    for (let j = 0; j < columns; j++) product[j]! += u[i]! * values[at + j]!
  }
  return product
}

/** Xv: X (n, p), v (p,) → (n,). Each element is summed from the first feature to the last, however many rows there are. */
export function multiply(X: Matrix, v: Float64Array): Float64Array {
  const { rows, columns, values } = X
  const product = new Float64Array(rows)
  let i = 0
  // Four sums run side by side, because one addition waits for the one before it.
  for (; i + 3 < rows; i += 4) {
    const at0 = i * columns
    const at1 = at0 + columns
    const at2 = at1 + columns
    const at3 = at2 + columns
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    for (let j = 0; j < columns; j++) {
      const weight = v[j]!
      s0 += values[at0 + j]! * weight
      s1 += values[at1 + j]! * weight
      s2 += values[at2 + j]! * weight
      s3 += values[at3 + j]! * weight
    }
    product[i] = s0
    product[i + 1] = s1
    product[i + 2] = s2
    product[i + 3] = s3
  }
  for (; i < rows; i++) {
    const at = i * columns
    let sum = 0
    for (let j = 0; j < columns; j++) sum += values[at + j]! * v[j]!
    product[i] = sum
  }
  return product
}

/** AAᵀ: (n, p) → (n, n), exactly symmetric. */
export function rowProducts(A: Matrix): Matrix {
  const { rows, columns, values } = A
  const products = zeros(rows, rows)
  for (let i = 0; i < rows; i++) {
    const block = multiply({ rows: i + 1, columns, values }, values.subarray(i * columns, (i + 1) * columns))
    for (let k = 0; k <= i; k++) {
      products.values[i * rows + k] = block[k]!
      products.values[k * rows + i] = block[k]!
    }
  }
  return products
}
