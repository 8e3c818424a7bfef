import type { Matrix } from '../matrix.ts'
import { addScaled, dot, multiplyTransposed } from '../products.ts'
import { dotInLanes } from './dot-in-lanes.ts'
import type { Arena } from './kernels.ts'

/** A matrix whose rows come one by one, or all at once, with the products that read it. What they give is a copy. */
export interface GrowingRows {
  /** One row or several that follow each other. */
  append(values: Float64Array): void
  /** Av: (n_rows,) */
  multiply(v: Float64Array): Float64Array
  /** Aᵀu: (length,) */
  multiplyTransposed(u: Float64Array): Float64Array
}

/** How many numbers of an arena such a matrix takes, at most. */
export const lengthOfRows = (most: number, columns: number) => most * columns + most + columns

/** @param arena where it lies and the kernels compute; the plain code gives the same bits */
export function growingRows(most: number, columns: number, arena: Arena | undefined): GrowingRows {
  const values = arena ? arena.take(most * columns) : new Float64Array(most * columns)
  let rows = 0
  const present = (): Matrix => ({ rows, columns, values: values.subarray(0, rows * columns) })
  const append = (added: Float64Array) => {
    values.set(added, rows * columns)
    rows += added.length / columns
  }
  if (!arena) {
    return {
      append,
      multiply: (v: Float64Array) => Float64Array.from({ length: rows }, (_, i) => dotInLanes(values, i * columns, v)),
      multiplyTransposed: (u: Float64Array) => multiplyTransposed(present(), u),
    }
  }
  const [ofRows, ofColumns] = [arena.take(most), arena.take(columns)]
  const [A, u, v] = [values.byteOffset, ofRows.byteOffset, ofColumns.byteOffset]
  return {
    append,
    multiply: (factors: Float64Array) => {
      ofColumns.set(factors)
      arena.kernels.scores(A, rows, columns, v, u)
      return ofRows.slice(0, rows)
    },
    multiplyTransposed: (factors: Float64Array) => {
      ofRows.set(factors)
      arena.kernels.products(A, rows, columns, u, v)
      return ofColumns.slice()
    },
  }
}

/** `vector` less its part in the span of the orthonormal rows, taken twice, which is enough; @returns its length then */
export function orthogonalize(vector: Float64Array, rows: GrowingRows): number {
  for (let round = 0; round < 2; round++) addScaled(vector, -1, rows.multiplyTransposed(rows.multiply(vector)))
  return Math.sqrt(dot(vector, vector))
}
