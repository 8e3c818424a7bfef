import type { Matrix } from '../matrix.ts'
import { dotInLanes } from './dot-in-lanes.ts'
import { openArena } from './kernels.ts'

/** Fewer multiplications are done before spectra could be copied. */
const leastProducts = 16_384

/**
 * (X − center) b for each of several b: (n_samples,) each, whose bits do not depend on how many there are.
 *
 * @param X (n_samples, n_features)
 * @param center (n_features,)
 * @param factors (n_features,) each
 */
export function centeredProducts(X: Matrix, center: Float64Array, factors: readonly Float64Array[]): Float64Array[] {
  const { rows, columns } = X
  const worthIt = rows * columns * factors.length >= leastProducts
  const arena = worthIt ? openArena((rows + 1) * columns + rows) : undefined
  const centered = arena ? arena.take(rows * columns) : new Float64Array(rows * columns)
  for (let i = 0; i < rows; i++) {
    const at = i * columns
    for (let j = 0; j < columns; j++) centered[at + j] = X.values[at + j]! - center[j]!
  }
  if (!arena) {
    return factors.map(b => Float64Array.from({ length: rows }, (_, i) => dotInLanes(centered, i * columns, b)))
  }
  const [factor, products] = [arena.take(columns), arena.take(rows)]
  return factors.map(b => {
    factor.set(b)
    arena.kernels.scores(centered.byteOffset, rows, columns, factor.byteOffset, products.byteOffset)
    return products.slice()
  })
}
