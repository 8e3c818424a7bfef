import type { Matrix } from './matrix.ts'

/** `target += AB`: A (n, k), B (k, m), target (n, m). Each row is summed in the same order, however many there are. */
export function addProduct(
  { rows, columns, values: A }: Matrix,
  { columns: m, values: B }: Matrix,
  target: Float64Array,
) {
  for (let i = 0; i < rows; i++) {
    const to = i * m
    let k = 0
    // Four terms at a time read and write the target once for four products.
    for (; k + 3 < columns; k += 4) {
      const a0 = A[i * columns + k]!
      const a1 = A[i * columns + k + 1]!
      const a2 = A[i * columns + k + 2]!
      const a3 = A[i * columns + k + 3]!
      // Units at rest give nothing.
      if (a0 === 0 && a1 === 0 && a2 === 0 && a3 === 0) continue
      const from0 = k * m
      const from1 = from0 + m
      const from2 = from1 + m
      const from3 = from2 + m
      for (let j = 0; j < m; j++) {
        target[to + j]! += a0 * B[from0 + j]! + a1 * B[from1 + j]! + (a2 * B[from2 + j]! + a3 * B[from3 + j]!)
      }
    }
    for (; k < columns; k++) {
      const a = A[i * columns + k]!
      for (let j = 0; j < m; j++) target[to + j]! += a * B[k * m + j]!
    }
  }
}

/** `target += AᵀB`: A (n, k), B (n, m), target (k, m). */
export function addCrossProduct(
  { rows, columns, values: A }: Matrix,
  { columns: m, values: B }: Matrix,
  target: Float64Array,
) {
  let i = 0
  for (; i + 3 < rows; i += 4) {
    const from0 = i * m
    const from1 = from0 + m
    const from2 = from1 + m
    const from3 = from2 + m
    for (let k = 0; k < columns; k++) {
      const a0 = A[i * columns + k]!
      const a1 = A[(i + 1) * columns + k]!
      const a2 = A[(i + 2) * columns + k]!
      const a3 = A[(i + 3) * columns + k]!
      if (a0 === 0 && a1 === 0 && a2 === 0 && a3 === 0) continue
      const to = k * m
      for (let j = 0; j < m; j++) {
        target[to + j]! += a0 * B[from0 + j]! + a1 * B[from1 + j]! + (a2 * B[from2 + j]! + a3 * B[from3 + j]!)
      }
    }
  }
  for (; i < rows; i++) {
    for (let k = 0; k < columns; k++) {
      const a = A[i * columns + k]!
      if (a === 0) continue
      for (let j = 0; j < m; j++) target[k * m + j]! += a * B[i * m + j]!
    }
  }
}
