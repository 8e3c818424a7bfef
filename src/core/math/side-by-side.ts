import type { Matrix } from './matrix.ts'

/** The columns of each matrix after those of the one before it. */
export function sideBySide(parts: readonly Matrix[]): Matrix {
  const rows = parts[0]?.rows ?? 0
  const columns = parts.reduce((sum, part) => sum + part.columns, 0)
  const values = new Float64Array(rows * columns)
  let at = 0
  for (const part of parts) {
    for (let i = 0; i < rows; i++) {
      values.set(part.values.subarray(i * part.columns, (i + 1) * part.columns), i * columns + at)
    }
    at += part.columns
  }
  return { rows, columns, values }
}
