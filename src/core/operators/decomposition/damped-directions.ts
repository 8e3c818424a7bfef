import { type Matrix, mapRows, row } from '../../math/matrix.ts'
import { addScaled, dot } from '../../math/products.ts'
import { checkSpectra } from '../checks.ts'

/** Directions of spectra that a filter weakens. */
export interface DampedDirections {
  /** Orthonormal, one per row: (n_directions, n_features). */
  readonly directions: Matrix
  /** What is left of each: (n_directions,), from 0 for nothing to 1 for all. */
  readonly kept: Float64Array
}

/** x + Σ (keptₖ − 1) (vₖᵀx) vₖ for each spectrum. @throws WrongFeatureCount, NotFinite */
export function dampDirections(X: Matrix, { directions, kept }: DampedDirections): Matrix {
  checkSpectra(X, directions.columns)
  return mapRows(X, (spectrum, target) => {
    target.set(spectrum)
    for (let k = 0; k < directions.rows; k++) {
      const direction = row(directions, k)
      addScaled(target, (kept[k]! - 1) * dot(spectrum, direction), direction)
    }
  })
}
