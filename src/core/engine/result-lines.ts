import type { N4aError } from '../errors/index.ts'
import { modelName, pipelineFactors, pipelineLabel, preprocessingLabel } from '../pipeline/index.ts'
import type {
  PredictedModel,
  PredictionPart,
  RefitLine,
  ResultLine,
  ResultRecord,
  RunConfig,
} from '../records/index.ts'
import type { Evaluation, Outcome, PredictedPart, RefitOutcome } from '../run/index.ts'
import type { RunWriter } from '../workspace/index.ts'

/** The line of a segment that records an outcome; its arrays go to the writer's pack. */
export function resultLine(run_id: string, outcome: Outcome, config: RunConfig, writer: RunWriter): ResultLine {
  const { evaluation } = outcome
  const predictions = outcome.status === 'completed' ? outcome.parts.map(part => storedPart(part, writer)) : []
  const result: ResultRecord = {
    id: evaluation.result_id,
    run_id,
    template_id: evaluation.template_id,
    template_name: evaluation.template_name,
    pipeline_config: pipelineLabel(evaluation.pipeline),
    pipeline_config_id: evaluation.pipeline_config_id,
    dataset: evaluation.dataset.name,
    target: evaluation.dataset.target,
    task_type: evaluation.dataset.task_type,
    status: outcome.status,
    error: outcome.status === 'failed' ? recordedError(outcome.error) : null,
    metric: config.metric,
    best_score: outcome.status === 'completed' ? outcome.best_score : null,
    score_partition: outcome.status === 'completed' ? 'val' : null,
    best_model: modelName(evaluation.pipeline),
    preprocessings: preprocessingLabel(evaluation.pipeline),
    n_samples: evaluation.dataset.X.rows,
    n_features: outcome.n_features,
    fit_scope: config.fit_scope,
    generator_choices: evaluation.pipeline.choices,
    params: pipelineFactors(evaluation.pipeline),
    scores: outcome.status === 'completed' ? outcome.scores : {},
    warnings: [],
    duration_ms: Math.round(outcome.duration_ms * 1000) / 1000,
    created_at: new Date().toISOString(),
    predictions_count: predictions.length,
  }
  return { type: 'result', result, model: predictedModel(evaluation), predictions }
}

/** The line that adds a refit to a result recorded before. */
export function refitLine(
  result: ResultRecord,
  evaluation: Evaluation,
  refit: RefitOutcome,
  writer: RunWriter,
): RefitLine {
  const predictions = refit.parts.map(part => storedPart(part, writer))
  return { type: 'refit', result, model: predictedModel(evaluation), scores: refit.scores, predictions }
}

function predictedModel({ pipeline }: Evaluation): PredictedModel {
  const { operator, given } = pipeline.model
  return { model_name: modelName(pipeline), model_classname: operator.class_path, best_params: given }
}

function storedPart({ rows, y_pred, ...part }: PredictedPart, writer: RunWriter): PredictionPart {
  return {
    ...part,
    n_samples: rows.rows.length,
    y_true: writer.array(rows.y_true),
    y_pred: writer.array(y_pred),
    sample_indices: writer.array(rows.indices),
  }
}

function recordedError(error: N4aError): ResultRecord['error'] {
  const { step, field } = error.place
  const where = [step && `step ${step}`, field].filter(Boolean).join(', ')
  const message = where === '' ? error.message : `${error.message} (${where})`
  return { code: error.code, message, ...(error.hint !== undefined && { hint: error.hint }) }
}
