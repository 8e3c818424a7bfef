import type { Partition, TaskType } from './dataset-record.ts'
import type { PredictionArrays } from './prediction-record.ts'
import type { Scores } from './result-record.ts'

export const aggregations = ['mean', 'median', 'weighted', 'vote'] as const
/** Of quantities `mean`, `median`, `weighted`; of classes `mean` (of probabilities), `weighted`, `vote`. */
export type Aggregation = (typeof aggregations)[number]

export interface AggregationRequest {
  /** Default: mean. */
  readonly by?: Aggregation
}

/** Several predictions of the same dataset as one: a sample that several models predicted has one value. */
export interface AggregatedPrediction extends PredictionArrays {
  readonly by: Aggregation
  /** Ids of the predictions it was made of, with the weight of each; weights sum to 1. */
  readonly predictions: readonly { readonly id: string; readonly weight: number }[]
  /** Beside fold models: averages of them and refits, which are no folds. */
  readonly left_out: readonly string[]
  readonly dataset: string
  readonly target: string
  readonly task_type: TaskType
  readonly partition: Partition
  readonly n_samples: number
  /** What ranks the results they are of. */
  readonly metric: string
  readonly scores: Scores
  /** By sample: how many models predicted it. */
  readonly n_models: readonly number[]
  /** By sample: sd over the models, n − 1; null for classes and where one model predicted it. */
  readonly y_sd: readonly (number | null)[] | null
}
