import { NothingSelected } from '../../errors/index.ts'
import { type Matrix, takeColumns } from '../../math/matrix.ts'
import { checkSpectra } from '../checks.ts'

/** Features that a selection keeps. */
export interface SelectedFeatures {
  /** Positions, ascending. */
  readonly indices: Int32Array
  /** Number of features there were. */
  readonly n_features: number
  /** What each feature was judged by: (n_features,). */
  readonly scores: Float64Array
}

/**
 * The features whose score is at least `least`.
 * @param score what the scores are, for the message
 * @throws NothingSelected
 */
export function featuresFrom(scores: Float64Array, least: number, score: string): SelectedFeatures {
  const indices = Int32Array.from(scores.keys()).filter(j => scores[j]! >= least)
  if (indices.length === 0) throw NothingSelected({ score, best: Math.max(...scores), least })
  return { indices, n_features: scores.length, scores }
}

/** The `count` features of the highest scores; of equal ones the first. */
export function bestFeatures(scores: Float64Array, count: number): SelectedFeatures {
  const order = Int32Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b)
  return { indices: order.slice(0, count).sort(), n_features: scores.length, scores }
}

/** The selected columns: (n_samples, n_selected). @throws WrongFeatureCount, NotFinite */
export function selectFeatures(X: Matrix, { indices, n_features }: SelectedFeatures): Matrix {
  checkSpectra(X, n_features)
  return takeColumns(X, indices)
}

export function selectedAxis(axis: Float64Array, { indices }: SelectedFeatures): Float64Array {
  return Float64Array.from(indices, j => axis[j]!)
}
