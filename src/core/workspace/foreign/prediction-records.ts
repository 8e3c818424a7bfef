import type { PredictionRecord, ResultRecord } from '../../records/index.ts'
import type { ForeignPrediction, ForeignStore } from './content.ts'

/** One model of a result. */
export interface ForeignChain {
  readonly rows: readonly ForeignPrediction[]
  /** Its `avg` and `w_avg` of the validation are no out-of-fold predictions. */
  readonly in_sample: boolean
}

/** Begins the ids of a store's arrays, so that it is known whom to ask. */
export const prefixOf = ({ format }: ForeignStore) => `${format}:`

/** Arrays and scores of these are in-sample or made otherwise than ours are: nothing may take them for out-of-fold. */
function foldOf({ fold_id, partition }: ForeignPrediction, in_sample: boolean): string {
  const average = fold_id === 'avg' || fold_id === 'w_avg'
  return average && partition === 'val' && in_sample ? `${fold_id}_in_sample` : fold_id
}

export function predictionRecordOf(
  row: ForeignPrediction,
  result: ResultRecord,
  { in_sample, member }: { readonly in_sample: boolean; readonly member: number },
  store: ForeignStore,
): PredictionRecord {
  const ref = (name: string) => prefixOf(store) + name
  const { arrays, n_samples } = row
  return {
    id: `${result.id}-${row.id}`,
    result_id: result.id,
    run_id: result.run_id,
    template_id: result.template_id,
    pipeline_config_id: result.pipeline_config_id,
    dataset: row.dataset,
    target: result.target,
    task_type: row.task_type,
    model_name: row.model_name,
    model_classname: row.model_classname,
    preprocessings: row.preprocessings,
    partition: row.partition,
    fold_id: foldOf(row, in_sample),
    train_score: row.train_score,
    val_score: row.val_score,
    test_score: row.test_score,
    metric: row.metric,
    scores: row.scores,
    best_params: row.best_params,
    branch_id: row.branch_id,
    branch_name: row.branch_name,
    member,
    n_samples,
    n_features: row.n_features,
    y_true_array_id: ref(arrays.y_true),
    y_true_offset: 0,
    y_true_length: n_samples,
    y_pred_array_id: ref(arrays.y_pred),
    y_pred_offset: 0,
    y_pred_length: n_samples,
    sample_indices_array_id: arrays.sample_indices === null ? '' : ref(arrays.sample_indices),
    sample_indices_offset: 0,
    sample_indices_length: arrays.sample_indices === null ? 0 : n_samples,
    y_proba_array_id: arrays.y_proba && ref(arrays.y_proba.ref),
    y_proba_offset: arrays.y_proba && 0,
    y_proba_length: arrays.y_proba && n_samples * arrays.y_proba.columns,
    created_at: result.created_at,
  }
}
