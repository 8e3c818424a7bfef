import type { Matrix } from '../math/matrix.ts'
import type { RowFacts } from '../operators/index.ts'
import { predictBaseModel } from './models-of-models/base-model.ts'
import type { Chain } from './pipeline.ts'

/** A chain with what it learned: all that predicting new spectra takes. */
export interface FittedPipeline {
  readonly chain: Chain
  /** Of its steps. */
  readonly states: readonly unknown[]
  readonly model_state: unknown
  readonly target_states: readonly unknown[]
  /** Wavelengths of the spectra it was fitted on; null where they are not known. */
  readonly axis: Float64Array | null
  readonly n_features: number
  /** Labels; null for quantities. */
  readonly classes: readonly string[] | null
  /** Codes of the classes that occurred in training; null for quantities. */
  readonly present: readonly number[] | null
  /** Of a model that was fitted to several targets together, which of them it is for. */
  readonly column?: number
}

/**
 * What it says of spectra: quantities in the unit of y as one column, or a score for each class.
 * @param X (n_samples, n_features) as measured @returns (n_samples, 1 or n_classes)
 * @throws WrongFeatureCount, NotFinite, with the step
 */
export function predictFitted(fitted: FittedPipeline, X: Matrix, rows?: RowFacts): Matrix {
  const { chain, states, model_state, target_states, classes, present, column } = fitted
  const state = { states, model: model_state, target: target_states, present, ...(column !== undefined && { column }) }
  return predictBaseModel({ name: '', ...chain }, state, X, classes?.length ?? 0, rows)
}
