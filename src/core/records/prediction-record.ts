import type { Partition, TaskType } from './dataset-record.ts'
import type { ResultRecord, Scores } from './result-record.ts'

/** Where an array stands: `arrays/<array_id>.npy`, elements `offset … offset + length`. */
export interface ArraySlice {
  readonly array_id: string
  readonly offset: number
  readonly length: number
}

/** What differs between the predictions of one result; a segment stores these, not whole records. */
export interface PredictionPart {
  readonly partition: Partition
  /** `'0'`…, `avg`, `w_avg`, `final`. */
  readonly fold_id: string
  readonly train_score: number | null
  readonly val_score: number | null
  readonly test_score: number | null
  readonly scores: Scores
  readonly n_samples: number
  readonly y_true: ArraySlice
  readonly y_pred: ArraySlice
  readonly sample_indices: ArraySlice
  /** A row of probabilities a sample, one a class; absent where there are none. */
  readonly y_proba?: ArraySlice
  /** Which of the models of its result made it; absent for the first. */
  readonly member?: number
}

/** One model's output for one partition of one fold: one row of `predictions/<dataset>.meta.parquet`. */
export interface PredictionRecord {
  readonly id: string
  readonly result_id: string
  readonly run_id: string
  readonly template_id: string
  readonly pipeline_config_id: string
  readonly dataset: string
  readonly target: string
  readonly task_type: TaskType
  readonly model_name: string
  readonly model_classname: string
  readonly preprocessings: string
  readonly partition: Partition
  readonly fold_id: string
  readonly train_score: number | null
  readonly val_score: number | null
  readonly test_score: number | null
  readonly metric: string
  /** All metrics on this partition. */
  readonly scores: Scores
  readonly best_params: Readonly<Record<string, unknown>>
  readonly branch_id: number | null
  readonly branch_name: string | null
  /** Which of the models of its result made it, in the order of the template. */
  readonly member: number
  readonly n_samples: number
  readonly n_features: number
  readonly y_true_array_id: string
  readonly y_true_offset: number
  readonly y_true_length: number
  readonly y_pred_array_id: string
  readonly y_pred_offset: number
  readonly y_pred_length: number
  readonly sample_indices_array_id: string
  readonly sample_indices_offset: number
  readonly sample_indices_length: number
  readonly y_proba_array_id: string | null
  readonly y_proba_offset: number | null
  readonly y_proba_length: number | null
  readonly created_at: string
}

/**
 * `--arrays` adds these; `sample_indices` are rows of the dataset, counted from 0. Of classes, `y_true` and `y_pred` are
 * positions in `classes`.
 */
export interface PredictionArrays {
  /** Labels, in the order of the columns of `y_proba`; null for quantities. */
  readonly classes: readonly string[] | null
  readonly y_true: readonly number[]
  readonly y_pred: readonly number[]
  /** One row a sample, one column a class; null where the model gives no probabilities. */
  readonly y_proba: readonly (readonly number[])[] | null
  readonly sample_indices: readonly number[]
  readonly sample_ids: readonly string[] | null
}

/** One of the models of a result: what its predictions share. */
export interface PredictedModel {
  readonly model_name: string
  readonly model_classname: string
  readonly best_params: Readonly<Record<string, unknown>>
  readonly preprocessings: string
  /** After preprocessing. */
  readonly n_features: number
  readonly branch_id: number | null
  readonly branch_name: string | null
}

/** The whole record of a part. */
export function predictionRecord(
  result: ResultRecord,
  models: readonly PredictedModel[],
  part: PredictionPart,
): PredictionRecord {
  const member = part.member ?? 0
  const model = models[member]!
  // Models of one result may have the same name.
  const which = models.length > 1 ? `_m${member}` : ''
  const fold = /^\d+$/.test(part.fold_id) ? `fold${part.fold_id}` : part.fold_id
  return {
    id: `${result.id}-${model.model_name}${which}_${fold}_${part.partition}`,
    result_id: result.id,
    run_id: result.run_id,
    template_id: result.template_id,
    pipeline_config_id: result.pipeline_config_id,
    dataset: result.dataset,
    target: result.target,
    task_type: result.task_type,
    model_name: model.model_name,
    model_classname: model.model_classname,
    preprocessings: model.preprocessings,
    partition: part.partition,
    fold_id: part.fold_id,
    train_score: part.train_score,
    val_score: part.val_score,
    test_score: part.test_score,
    metric: result.metric,
    scores: part.scores,
    best_params: model.best_params,
    branch_id: model.branch_id,
    branch_name: model.branch_name,
    member,
    n_samples: part.n_samples,
    n_features: model.n_features,
    y_true_array_id: part.y_true.array_id,
    y_true_offset: part.y_true.offset,
    y_true_length: part.y_true.length,
    y_pred_array_id: part.y_pred.array_id,
    y_pred_offset: part.y_pred.offset,
    y_pred_length: part.y_pred.length,
    sample_indices_array_id: part.sample_indices.array_id,
    sample_indices_offset: part.sample_indices.offset,
    sample_indices_length: part.sample_indices.length,
    y_proba_array_id: part.y_proba?.array_id ?? null,
    y_proba_offset: part.y_proba?.offset ?? null,
    y_proba_length: part.y_proba?.length ?? null,
    created_at: result.created_at,
  }
}
