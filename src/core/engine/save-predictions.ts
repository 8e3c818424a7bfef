import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { UnsupportedRequest, WrongShape } from '../errors/index.ts'
import { modelName, parsePipeline, pipelineFactors, preprocessingLabel, storedSteps } from '../pipeline/index.ts'
import {
  type DescribedDataset,
  type NewPredictions,
  type PredictionPart,
  predictionRecord,
  type ResultRecord,
  type RunManifest,
  type SavedPredictions,
  schemaVersion,
  type TaskType,
} from '../records/index.ts'
import type { RunWriter, Workspace } from '../workspace/index.ts'
import { withOwn } from './own-operators.ts'
import { type PredictedSamples, predicting } from './predict.ts'
import type { WritableModel } from './predictive-model.ts'
import { resultIdOf } from './prepare-run.ts'
import { newRunId } from './run-id.ts'
import { beginAttempt } from './start-run.ts'
import { n4aVersion } from './version.ts'

/**
 * Keep predictions of new samples as those of an external set: a run of its own, of which nothing was fitted, with one result
 * on a dataset that bears the name of the set. Its score is a test score, so it ranks against no other.
 * @throws UnsupportedRequest for arrays of a program, WrongShape for the name of a dataset that models were trained on
 */
export async function savePredictions(
  workspace: Workspace,
  done: PredictedSamples<WritableModel>,
  given: string | true,
): Promise<SavedPredictions> {
  const { fresh, made } = done
  if (fresh.files === null) {
    const reason = 'own arrays have no file that their sample ids could be read from later'
    throw UnsupportedRequest({ what: `${predicting} that is kept`, reason, instead: 'Write them to a file first.' })
  }
  const dataset = await externalName(workspace, given === true ? `${stemOf(fresh.path)}_predicted` : given)
  const now = new Date()
  const run_id = newRunId(dataset, now)
  await workspace.prepare()
  const record = await workspace.datasets.register(described(done, dataset, now))
  const result = resultOf(workspace, done, run_id, dataset, now)
  const { model, member } = made
  const template = { id: result.template_id, name: result.template_name, expansion_count: 1 }
  const file = `templates/${template.id}.json`
  const manifest: RunManifest = {
    schema_version: schemaVersion,
    id: run_id,
    name: `${dataset} by ${made.pipeline_config}`,
    status: 'queued',
    created_at: now.toISOString(),
    n4a_version: n4aVersion,
    templates: [{ ...template, file }],
    datasets: [record],
    config: { folds: {}, metric: result.metric, refit: 'none', fit_scope: 'fold', random_state: null },
    total_pipeline_configs: 1,
    total_results: 1,
    warnings: [],
    prediction_of: { result_id: made.result_id, run_id: made.run_id, model, member },
  }
  await workspace.runs.create({
    manifest,
    templates: [templateOf(done.model, manifest, file)],
    pipelines: [storedPipeline(workspace, done.model, result)],
  })
  return { ...(await recordPredictions(workspace, manifest, result, done)), dataset }
}

async function recordPredictions(
  workspace: Workspace,
  { id: run_id }: RunManifest,
  result: ResultRecord,
  done: PredictedSamples<WritableModel>,
): Promise<Omit<SavedPredictions, 'dataset'>> {
  const lock = await workspace.runs.acquire(run_id)
  try {
    await beginAttempt(workspace, run_id, 1)
    const writer = await workspace.runs.openWriter(run_id, { shard: 'main', attempt: 1, n4a_version: n4aVersion })
    const part = partOf(done, result, writer)
    const models = [predictedModel(done.model, result)]
    try {
      await writer.record([{ type: 'result', result, models, predictions: [part] }])
    } finally {
      await writer.close()
    }
    await workspace.checkpoint(run_id)
    const summary = { total_results: 1, completed_results: 1, failed_results: 0, best_results: [] }
    await workspace.runs.transition(run_id, 'completed', { summary, completed_at: new Date().toISOString() })
    return { run_id, result_id: result.id, prediction_id: predictionRecord(result, models, part).id }
  } finally {
    await lock.release()
  }
}

const stemOf = (path: string): string => basename(path).replace(/\.[^.]*$/, '') || basename(path)

/** @throws WrongShape */
async function externalName(workspace: Workspace, name: string): Promise<string> {
  const expected = 'a name for the external set'
  if (name.trim() === '') throw WrongShape({ what: '`save`', expected, received: name }).at({ field: 'save' })
  const manifests = await workspace.runs.list()
  const trained = manifests.some(
    ({ datasets, prediction_of }) => !prediction_of && datasets.some(dataset => dataset.name === name),
  )
  if (!trained) return name
  const other = `${expected} that no dataset with models of its own has`
  throw WrongShape({ what: '`save`', expected: other, received: name }).at({ field: 'save' })
}

function taskOf({ classes }: NewPredictions): TaskType {
  if (classes === null) return 'regression'
  return classes.length > 2 ? 'multiclass_classification' : 'binary_classification'
}

function described({ fresh, made }: PredictedSamples, name: string, now: Date): DescribedDataset {
  const rows = fresh.sample_ids.length
  return {
    name,
    ...fresh.files!,
    task_type: taskOf(made),
    task_type_reason: 'as the model that predicts it',
    n_samples: rows,
    n_features: fresh.X.columns,
    n_train: 0,
    n_test: rows,
    partition: null,
    created_at: now.toISOString(),
  }
}

function resultOf(
  workspace: Workspace,
  { fresh, made, model }: PredictedSamples<WritableModel>,
  run_id: string,
  dataset: string,
  now: Date,
): ResultRecord {
  const pipeline = stepsOf(workspace, model)
  const [fitted] = model.pipelines
  const config_id = `0001_${made.model}_${made.result_id}`
  const score = made.scores?.[model.metric] ?? null
  return {
    id: resultIdOf(run_id)(config_id, dataset),
    run_id,
    template_id: templateId(model.steps),
    template_name: made.pipeline_config,
    pipeline_config: made.pipeline_config,
    pipeline_config_id: config_id,
    dataset,
    target: made.target,
    task_type: taskOf(made),
    classes: made.classes,
    status: 'completed',
    error: null,
    metric: model.metric,
    best_score: score,
    score_partition: score === null ? null : 'test',
    best_model: modelName(fitted!.chain),
    best_member: 0,
    preprocessings: preprocessingLabel(fitted!.chain),
    n_samples: fresh.sample_ids.length,
    n_features: fresh.X.columns,
    fit_scope: 'fold',
    generator_choices: [],
    params: pipelineFactors(pipeline),
    scores: made.scores === null ? {} : { [made.model === 'final' ? 'final_test' : 'test']: made.scores },
    warnings: made.notes,
    duration_ms: 0,
    created_at: now.toISOString(),
    predictions_count: 1,
    stored_models: [],
  }
}

function predictedModel({ pipelines }: WritableModel, { n_features }: ResultRecord) {
  const { chain } = pipelines[0]!
  return {
    model_name: modelName(chain),
    model_classname: chain.model.operator.class_path,
    best_params: chain.model.given,
    preprocessings: preprocessingLabel(chain),
    n_features,
    branch_id: chain.branch?.id ?? null,
    branch_name: chain.branch?.name ?? null,
  }
}

/** Samples without reference values have NaN for them. */
function partOf({ fresh, made, predicted }: PredictedSamples, result: ResultRecord, writer: RunWriter): PredictionPart {
  const rows = fresh.sample_ids.length
  return {
    partition: 'test',
    fold_id: made.model,
    train_score: null,
    val_score: null,
    test_score: result.best_score,
    scores: made.scores ?? {},
    n_samples: rows,
    y_true: writer.array(fresh.y ?? new Float64Array(rows).fill(Number.NaN)),
    y_pred: writer.array(predicted.values),
    sample_indices: writer.array(Float64Array.from({ length: rows }, (_, i) => i)),
    ...(predicted.scores?.kind === 'probabilities' && { y_proba: writer.array(predicted.scores.matrix.values) }),
  }
}

const templateId = (steps: readonly unknown[]): string =>
  `t_${createHash('sha256').update(JSON.stringify(steps)).digest('hex').slice(0, 10)}`

function templateOf({ steps }: WritableModel, { id, templates, created_at }: RunManifest, file: string) {
  const { id: template_id, name } = templates[0]!
  const given = `${JSON.stringify({ name, pipeline: steps }, null, 2)}\n`
  const record = { schema_version: schemaVersion, id: template_id, template_id, run_id: id, name, file, created_at }
  return { record: { ...record, expansion_count: 1, steps }, given, extension: 'json' as const }
}

const stepsOf = (workspace: Workspace, { steps }: WritableModel) => withOwn(workspace, () => parsePipeline(steps, []))

function storedPipeline(workspace: Workspace, model: WritableModel, { pipeline_config_id, template_id }: ResultRecord) {
  return {
    config_id: pipeline_config_id,
    template_id,
    steps: storedSteps(stepsOf(workspace, model)),
    generator_choices: [],
  }
}
