import { type Matrix, zeros } from '../matrix.ts'
import { type Arena, openArena } from './kernels.ts'

/** What travels to the kernels and back at once: small enough to stay in a near cache. */
const blockValues = 16_384
/** Fewer values are done by the plain code before they could be copied. */
const leastValues = 2_048

/** A few rows of X in the memory of the kernels. */
export interface RowBlock {
  readonly arena: Arena
  /** Which row of X is the first. */
  readonly first: number
  readonly rows: number
  /** Of X, copied: (rows, n_features). */
  readonly source: Float64Array
  /** To be filled, or `source` itself where that was asked for: (rows, n_features). */
  readonly target: Float64Array
}

/**
 * A new matrix of the shape of X, made block by block.
 * @param beside numbers that `work` takes from the arena for each row
 * @param fixed numbers that it takes besides
 * @returns undefined where the plain code is to do it
 */
export function mapRowBlocks(
  X: Matrix,
  { inPlace, beside, fixed }: { readonly inPlace: boolean; readonly beside: number; readonly fixed: number },
  work: (block: RowBlock) => void,
): Matrix | undefined {
  const { columns } = X
  if (X.values.length < leastValues) return undefined
  const most = Math.max(1, Math.floor(blockValues / columns))
  const length = most * (columns * (inPlace ? 1 : 2) + beside) + fixed
  if (!openArena(length)) return undefined
  const changed = zeros(X.rows, columns)
  for (let first = 0; first < X.rows; first += most) {
    const rows = Math.min(most, X.rows - first)
    const arena = openArena(length)!
    const source = arena.take(rows * columns)
    const target = inPlace ? source : arena.take(rows * columns)
    source.set(X.values.subarray(first * columns, (first + rows) * columns))
    work({ arena, first, rows, source, target })
    changed.values.set(target, first * columns)
  }
  return changed
}
