import type { PredictingModel } from './new-prediction.ts'

/** A model of a result that the workspace keeps: `binaries/<dataset>/<sha256>.n4a.json`. */
export interface StoredModel {
  readonly model: PredictingModel
  /** Which of the models of the result, counted from 0. */
  readonly member: number
  /** Of what it learned: the same model is the same file. */
  readonly sha256: string
  readonly bytes: number
  readonly stored_at: string
}

/** A model that this workspace can predict with, of one of its results or brought from elsewhere. */
export interface StoredModelRecord extends StoredModel {
  /** The first digits of its hash. */
  readonly id: string
  readonly result_id: string
  readonly run_id: string
  readonly dataset: string
  readonly target: string
  readonly pipeline_config: string
  readonly path: string
  /** Brought from elsewhere: its result is not in this workspace. */
  readonly imported: boolean
  /** Its file is there. */
  readonly present: boolean
}
