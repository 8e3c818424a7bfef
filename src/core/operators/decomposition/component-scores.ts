import { centeredRows, type Matrix, row, zeros } from '../../math/matrix.ts'
import { dot } from '../../math/products.ts'
import { checkSpectra } from '../checks.ts'

/** Directions that spectra are projected on. */
export interface Components {
  /** Subtracted first: (n_features,), or null for nothing. */
  readonly mean: Float64Array | null
  /** One direction per row: (n_components, n_features). */
  readonly directions: Matrix
  /** What each score is divided by: (n_components,), or null for nothing. */
  readonly scale: Float64Array | null
}

/** The first `count` rows, each turned so that its element of greatest size is positive: scikit-learn's sign since 1.5. */
export function turnedDirections(right: Matrix, count: number): Matrix {
  const directions = zeros(count, right.columns)
  for (let k = 0; k < count; k++) {
    const direction = row(right, k)
    let largest = 0
    for (const element of direction) if (Math.abs(element) > Math.abs(largest)) largest = element
    row(directions, k).set(largest < 0 ? direction.map(element => -element) : direction)
  }
  return directions
}

/** Scores of spectra: (n_samples, n_components). @throws WrongFeatureCount, NotFinite */
export function componentScores(X: Matrix, { mean, directions, scale }: Components): Matrix {
  checkSpectra(X, directions.columns)
  const centered = mean ? centeredRows(X, mean) : X
  const scores = zeros(X.rows, directions.rows)
  for (let i = 0; i < X.rows; i++) {
    for (let k = 0; k < directions.rows; k++) {
      const score = dot(row(centered, i), row(directions, k))
      scores.values[i * directions.rows + k] = scale ? score / scale[k]! : score
    }
  }
  return scores
}
