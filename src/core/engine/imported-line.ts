import type { PredictedModel, PredictionPart, PredictionRecord, ResultLine, ResultRecord } from '../records/index.ts'
import type { RunWriter } from '../workspace/index.ts'

export interface CopiedPrediction {
  readonly record: PredictionRecord
  readonly arrays: {
    readonly y_true: Float64Array
    readonly y_pred: Float64Array
    readonly sample_indices: Float64Array
    readonly y_proba: Float64Array | null
  }
}

/** The line of a segment that records a result of another program; its arrays go to the writer's pack. */
export function importedLine(result: ResultRecord, copied: readonly CopiedPrediction[], writer: RunWriter): ResultLine {
  const members = copied.reduce((most, { record }) => Math.max(most, record.member + 1), 1)
  const models = Array.from({ length: members }, (_, member): PredictedModel => {
    const first = copied.find(({ record }) => record.member === member)?.record
    return {
      model_name: first?.model_name ?? result.best_model,
      model_classname: first?.model_classname ?? '',
      best_params: first?.best_params ?? {},
      preprocessings: first?.preprocessings ?? result.preprocessings,
      n_features: first?.n_features ?? result.n_features,
      branch_id: first?.branch_id ?? null,
      branch_name: first?.branch_name ?? null,
    }
  })
  const predictions = copied.map(({ record, arrays }): PredictionPart => {
    const score = inMetric(record.metric, result.metric)
    return {
      partition: record.partition,
      fold_id: record.fold_id,
      train_score: score(record.train_score),
      val_score: score(record.val_score),
      test_score: score(record.test_score),
      scores: record.scores,
      n_samples: record.n_samples,
      y_true: writer.array(arrays.y_true),
      y_pred: writer.array(arrays.y_pred),
      sample_indices: writer.array(arrays.sample_indices),
      ...(arrays.y_proba && { y_proba: writer.array(arrays.y_proba) }),
      ...(record.member > 0 && { member: record.member }),
    }
  })
  return { type: 'result', result: { ...result, predictions_count: predictions.length }, models, predictions }
}

/** With us the scores of a prediction are in the metric of its result. */
function inMetric(stored: string, ours: string): (score: number | null) => number | null {
  if (stored === 'mse' && ours === 'rmse') return score => (score === null || score < 0 ? null : Math.sqrt(score))
  return score => score
}
