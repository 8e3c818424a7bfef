export const exportedModels = ['final', 'avg'] as const

export interface OnnxRequest {
  /** Which of the result's models, in the order of the template. Default: the one that ranks it. */
  readonly member?: number
  /** `final`: fitted on all training rows, as a refit is; `avg`: the mean of the models of all folds. Default `final`. */
  readonly model?: (typeof exportedModels)[number]
}

/** A result's model as an ONNX file. */
export interface OnnxExport {
  readonly result_id: string
  readonly member: number
  readonly model_name: string
  readonly preprocessings: string
  readonly dataset: string
  readonly target: string
  /** Fitted models in the file. */
  readonly models: number
  /** Columns that it wants. */
  readonly n_features: number
  readonly bytes: Uint8Array
}
