import type { WavelengthUnit } from './dataset-record.ts'
import type { ModelExplanation } from './model-explanation.ts'

export interface ExplanationRequest {
  /** Which of the result's models, in the order of the template. Default: the one that ranks it. */
  readonly member?: number
}

/** What the model of a result says of wavelengths and samples, fitted on all training rows as a refit is. */
export interface ResultExplanation {
  readonly result_id: string
  readonly member: number
  readonly model_name: string
  /** null where the pipeline does not branch. */
  readonly branch_name: string | null
  readonly dataset: string
  readonly target: string
  /** Transforms of y that the fit saw it through, in words; null where there are none. With some, coefficients are of the transformed y. */
  readonly y_processing: string | null
  readonly preprocessings: string
  /** Of the columns that reached the model; null where they have none (components, or columns of no wavelength). */
  readonly wavelengths: readonly number[] | null
  readonly wavelength_unit: WavelengthUnit | null
  readonly n_samples: number
  readonly n_features: number
  /** Of the training samples that reached the model; null where an augmentation added some. */
  readonly sample_ids: readonly string[] | null
  readonly explanation: ModelExplanation
}
