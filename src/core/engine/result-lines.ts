import type { N4aError } from '../errors/index.ts'
import { modelName, pipelineFactors, pipelineLabel, preprocessingLabel } from '../pipeline/index.ts'
import type {
  PredictedModel,
  PredictionPart,
  RefitLine,
  ResultLine,
  ResultRecord,
  RunConfig,
  StoredModel,
} from '../records/index.ts'
import { type Evaluation, isJoint, type Outcome, type PredictedPart, type RefitOutcome } from '../run/index.ts'
import type { RunWriter } from '../workspace/index.ts'

/** The line of a segment that records an outcome; its arrays go to the writer's pack. */
export function resultLine(run_id: string, outcome: Outcome, config: RunConfig, writer: RunWriter): ResultLine {
  const { evaluation, n_features } = outcome
  const { dataset, pipeline, members } = evaluation
  const completed = outcome.status === 'completed' ? outcome : null
  const predictions = completed?.parts.map(part => storedPart(part, writer)) ?? []
  const best = completed ? completed.best : 0
  const shown = best ?? 0
  const result: ResultRecord = {
    id: evaluation.result_id,
    run_id,
    template_id: evaluation.template_id,
    template_name: evaluation.template_name,
    pipeline_config: pipelineLabel(pipeline),
    pipeline_config_id: evaluation.pipeline_config_id,
    dataset: dataset.name,
    target: dataset.target,
    task_type: dataset.task_type,
    classes: dataset.classes,
    status: outcome.status,
    error: outcome.status === 'failed' ? recordedError(outcome.error) : null,
    metric: evaluation.metric.name,
    best_score: completed?.best_score ?? null,
    score_partition: completed ? 'val' : null,
    best_model: modelName(members[shown]!.chain),
    best_member: best,
    preprocessings: preprocessingLabel(pipeline),
    n_samples: dataset.X.rows,
    n_features: n_features[shown]!,
    fit_scope: config.fit_scope,
    generator_choices: pipeline.choices,
    params: { ...pipelineFactors(pipeline), ...jointFactor(evaluation) },
    scores: completed?.scores ?? {},
    warnings: outcome.warnings,
    duration_ms: Math.round(outcome.duration_ms * 1000) / 1000,
    created_at: new Date().toISOString(),
    predictions_count: predictions.length,
    stored_models: [],
  }
  return { type: 'result', result, models: predictedModels(evaluation, n_features), predictions }
}

/** Which targets one model predicts together. */
function jointFactor({ dataset, members }: Evaluation): Readonly<Record<string, unknown>> {
  const joint = members.some(member => isJoint({ dataset }, member))
  return joint ? { joint_targets: dataset.joint!.targets.join(', ') } : {}
}

/** The line that adds a refit to a result recorded before. */
export function refitLine(
  result: ResultRecord,
  evaluation: Evaluation,
  refit: RefitOutcome,
  writer: RunWriter,
): RefitLine {
  const predictions = refit.parts.map(part => storedPart(part, writer))
  const n_features = evaluation.members.map(() => result.n_features)
  const warned = { ...result, warnings: [...new Set([...result.warnings, ...refit.warnings])] }
  const models = predictedModels(evaluation, n_features)
  return { type: 'refit', result: warned, models, scores: refit.scores, predictions }
}

/** The line that says of a result recorded before which of its models are stored now. */
export function keptLine(result: ResultRecord, stored_models: readonly StoredModel[]): RefitLine {
  return { type: 'refit', result, models: [], scores: {}, predictions: [], stored_models }
}

function predictedModels({ members }: Evaluation, n_features: readonly number[]): readonly PredictedModel[] {
  return members.map(({ chain }, m) => ({
    model_name: modelName(chain),
    model_classname: chain.model.operator.class_path,
    best_params: chain.model.given,
    preprocessings: preprocessingLabel(chain),
    n_features: n_features[m]!,
    branch_id: chain.branch?.id ?? null,
    branch_name: chain.branch?.name ?? null,
  }))
}

function storedPart({ rows, predicted, member, ...part }: PredictedPart, writer: RunWriter): PredictionPart {
  const { values, scores } = predicted
  return {
    ...part,
    n_samples: rows.rows.length,
    y_true: writer.array(rows.y_true),
    y_pred: writer.array(values),
    sample_indices: writer.array(rows.indices),
    ...(scores?.kind === 'probabilities' && { y_proba: writer.array(scores.matrix.values) }),
    ...(member > 0 && { member }),
  }
}

function recordedError(error: N4aError): ResultRecord['error'] {
  const { step, field } = error.place
  const where = [step && `step ${step}`, field].filter(Boolean).join(', ')
  const message = where === '' ? error.message : `${error.message} (${where})`
  return { code: error.code, message, ...(error.hint !== undefined && { hint: error.hint }) }
}
