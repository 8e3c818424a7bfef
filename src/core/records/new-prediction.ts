import type { WavelengthUnit } from './dataset-record.ts'
import type { Scores } from './result-record.ts'

/** Which models of a result predict: refitted on all training rows, the (weighted) mean of the fold models, or one of them. */
export type PredictingModel = 'final' | 'avg' | 'w_avg' | `${number}`

export interface NewPredictionRequest {
  /** Default: `final`. */
  readonly model?: PredictingModel
  /** Which of its models, counted from 0. Default: the one that ranks it. */
  readonly member?: number
  /** Interpolate spectra that were measured at other wavelengths. */
  readonly resample?: boolean
  /** Of the intervals. Default: 0.95. */
  readonly confidence?: number
  /** Keep the predictions in the workspace, as those of an external set of this name; `true`: named after its file. */
  readonly save?: string | true
}

/** Where predictions of an external set were kept. */
export interface SavedPredictions {
  /** A run of its own, with one result and one prediction. */
  readonly run_id: string
  readonly result_id: string
  readonly prediction_id: string
  /** The name of the external set. */
  readonly dataset: string
}

/** What a model says of one new sample. */
export interface NewPrediction {
  readonly sample_id: string
  /** A quantity, or the label of a class. */
  readonly y_pred: number | string
  /** One for each class, in the order of `classes`; absent where the model gives none. */
  readonly y_proba?: readonly number[]
  /** Ends of the interval; null where there is none. */
  readonly lower: number | null
  readonly upper: number | null
  readonly hotelling_t2: number | null
  readonly q_residual: number | null
  /** False where a reason says otherwise; null where nothing could be judged. */
  readonly inside_domain: boolean | null
  readonly reasons: readonly string[]
  /** Only where the file has reference values. */
  readonly y_true?: number | string
  readonly residual?: number
}

/** A stored result applied to new spectra. */
export interface NewPredictions {
  readonly result_id: string
  readonly run_id: string
  readonly dataset: string
  readonly target: string
  readonly pipeline_config: string
  readonly model: PredictingModel
  readonly member: number
  /** How many models were averaged. */
  readonly n_models: number
  readonly path: string
  /** Labels, in the order of `y_proba`; null for quantities. */
  readonly classes: readonly string[] | null
  readonly confidence: number
  /** Out-of-fold residuals behind the intervals; 0 where there are none. */
  readonly n_residuals: number
  readonly n_outside: number
  readonly domain: {
    /** Components of the model, or principal components of the preprocessed training spectra. */
    readonly components: 'model' | 'principal'
    readonly n_components: number
    /** What 99 % of spectra like the training spectra stay below. */
    readonly hotelling_t2_limit: number | null
    readonly q_residuals_limit: number | null
  } | null
  /** Smallest and largest reference value of the training samples; null for classes. */
  readonly y_range: readonly [number, number] | null
  /** Of the new samples, where there are reference values. */
  readonly scores: Scores | null
  readonly samples: readonly NewPrediction[]
  /** What a reader should know: sentences. */
  readonly notes: readonly string[]
  /** Where `save` kept them. */
  readonly saved?: SavedPredictions
}

/** The file that a model was calibrated on, as it was then. */
export interface CalibrationSource {
  readonly path: string
  readonly hash: string
  /** In the registry of the workspace that made it. */
  readonly version: string
  readonly template: string
}

/** What a model file holds, but for what it learned. */
export interface ModelFacts
  extends Pick<
    NewPredictions,
    | 'result_id'
    | 'run_id'
    | 'dataset'
    | 'target'
    | 'pipeline_config'
    | 'model'
    | 'member'
    | 'n_models'
    | 'classes'
    | 'y_range'
  > {
  readonly metric: string
  readonly n_features: number
  readonly n_residuals: number
  readonly wavelength_range: readonly [number, number] | null
  readonly wavelength_unit: WavelengthUnit | null
  readonly calibrated_on: CalibrationSource | null
}
