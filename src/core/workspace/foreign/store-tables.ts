import type { N4aError } from '../../errors/index.ts'
import {
  choices,
  count,
  json,
  list,
  mapping,
  noTime,
  number,
  partition,
  type Row,
  runStatus,
  scoresOf,
  taskType,
  text,
  time,
} from './cells.ts'
import type { ForeignContent, ForeignPipeline, ForeignPrediction, ForeignRun } from './content.ts'

/** Columns that are read where they are there; the versions differ. Scores and steps are JSON. */
// biome-ignore format: a table
export const storeColumns = {
  runs: ['run_id', 'name', 'status', 'created_at', 'completed_at', 'summary', 'error'],
  pipelines: [
    'pipeline_id', 'run_id', 'name', 'expanded_config', 'original_template', 'generator_choices', 'dataset_name',
    'dataset_hash', 'status', 'created_at', 'best_val', 'metric', 'duration_ms', 'error',
  ],
  chains: ['chain_id', 'preprocessings'],
  predictions: [
    'prediction_id', 'pipeline_id', 'chain_id', 'dataset_name', 'model_name', 'model_class', 'fold_id', 'partition',
    'val_score', 'test_score', 'train_score', 'metric', 'task_type', 'n_samples', 'n_features', 'scores', 'best_params',
    'preprocessings', 'branch_id', 'branch_name', 'refit_context',
  ],
} as const

export type StoreTable = keyof typeof storeColumns
export const storeTables = Object.keys(storeColumns) as readonly StoreTable[]

/** `predictions` are gone through once, one at a time: they are many, and what is kept of each is little. */
export interface StoreRows extends Readonly<Record<Exclude<StoreTable, 'predictions'>, readonly Row[]>> {
  readonly predictions: Iterable<Row>
}

export interface StoreExtras {
  readonly deleted: ReadonlySet<string>
  /** Columns of the probabilities of a prediction; 0 where there are none. */
  probabilities(prediction_id: string, dataset: string): number
  readonly problems: readonly N4aError[]
}

/** The tables of 0.7 and later, whichever database holds them. */
export function storeContent(rows: StoreRows, extras: StoreExtras): ForeignContent {
  const labels = new Map(rows.chains.map(row => [text(row.chain_id), text(row.preprocessings)]))
  const predictions: ForeignPrediction[] = []
  const mislabelled = new Map<string, string>()
  let deleted = 0
  for (const row of rows.predictions) {
    if (extras.deleted.has(text(row.prediction_id))) {
      deleted += 1
      continue
    }
    const prediction = predictionOf(row, extras)
    if (!prediction) continue
    predictions.push(prediction)
    const label = labels.get(prediction.chain)
    if (label !== undefined && label !== prediction.preprocessings) {
      mislabelled.set(
        prediction.pipeline_id,
        `The store's table of chains calls a preprocessing ${label} that its predictions call ${prediction.preprocessings}: the latter stands.`,
      )
    }
  }
  const stored = rows.pipelines.map(row => pipelineOf(row, mislabelled.get(text(row.pipeline_id))))
  const pipelines = [...stored, ...missingPipelines(predictions, stored)]
  const runs = rows.runs.map(runOf)
  return {
    averages: 'pooled',
    runs: [...runs, ...missingRuns(pipelines, runs)],
    pipelines,
    predictions,
    deleted,
    problems: extras.problems,
  }
}

function runOf(row: Row): ForeignRun {
  const summary = mapping(json(row.summary))
  const best = number(summary?.best_score)
  return {
    id: text(row.run_id),
    name: text(row.name) || text(row.run_id),
    status: runStatus(row.status),
    created_at: time(row.created_at) ?? noTime,
    completed_at: time(row.completed_at),
    error: text(row.error) || null,
    inferred: false,
    warnings:
      best === null
        ? []
        : [
            `The best score that the library stored for the run, ${best} ${text(summary?.best_metric)}, may be a test score or that of one fold: it is not used.`,
          ],
  }
}

function pipelineOf(row: Row, warning: string | undefined): ForeignPipeline {
  const status = text(row.status)
  const steps = json(row.expanded_config)
  return {
    id: text(row.pipeline_id),
    run_id: text(row.run_id),
    name: text(row.name),
    dataset: text(row.dataset_name),
    dataset_hash: text(row.dataset_hash) || null,
    steps: list(steps),
    template: list(json(row.original_template)),
    generator_choices: choices(json(row.generator_choices)),
    failed: status === 'failed' ? text(row.error) || 'The library stored no reason.' : null,
    metric: text(row.metric) || null,
    stored_best: number(row.best_val),
    duration_ms: number(row.duration_ms) ?? 0,
    created_at: time(row.created_at) ?? noTime,
    warnings: [
      ...(warning ? [warning] : []),
      ...(text(row.expanded_config) !== '' && !list(steps)
        ? ['Its stored steps are not JSON: they are not known.']
        : []),
    ],
  }
}

function predictionOf(row: Row, extras: StoreExtras): ForeignPrediction | null {
  const part = partition(row.partition)
  if (!part) return null
  const id = text(row.prediction_id)
  const dataset = text(row.dataset_name)
  const metric = text(row.metric)
  const fold_id = text(row.fold_id)
  const refit = fold_id === 'final' || text(row.refit_context) !== ''
  const scored = {
    train: number(row.train_score),
    // A refit has no validation; some versions wrote 0 there.
    val: refit ? null : number(row.val_score),
    test: number(row.test_score),
  }
  const task_type = taskType(row.task_type)
  const columns = task_type === 'regression' ? 0 : extras.probabilities(id, dataset)
  const ref = (column: string) => JSON.stringify([dataset, id, column])
  return {
    id,
    pipeline_id: text(row.pipeline_id),
    chain: text(row.chain_id),
    dataset,
    model_name: text(row.model_name),
    model_classname: text(row.model_class),
    fold_id,
    partition: part,
    train_score: scored.train,
    val_score: scored.val,
    test_score: scored.test,
    metric,
    task_type,
    n_samples: count(row.n_samples),
    n_features: count(row.n_features),
    scores: scoresOf(json(row.scores), part, metric, scored[part]),
    best_params: mapping(json(row.best_params)) ?? {},
    preprocessings: text(row.preprocessings),
    branch_id: number(row.branch_id),
    branch_name: text(row.branch_name) || null,
    refit,
    arrays: {
      y_true: ref('y_true'),
      y_pred: ref('y_pred'),
      sample_indices: ref('sample_indices'),
      y_proba: columns > 0 ? { ref: ref('y_proba'), columns } : null,
    },
  }
}

/** Rows whose parent is gone are shown under one that says so. */
function missingRuns(pipelines: readonly ForeignPipeline[], runs: readonly ForeignRun[]): ForeignRun[] {
  const known = new Set(runs.map(({ id }) => id))
  const missing = new Map<string, ForeignRun>()
  for (const { run_id, created_at } of pipelines) {
    if (known.has(run_id) || missing.has(run_id)) continue
    missing.set(run_id, {
      id: run_id,
      name: run_id,
      status: 'failed',
      created_at,
      completed_at: null,
      error: null,
      inferred: true,
      warnings: ['The store has pipelines of this run, but not the run.'],
    })
  }
  return [...missing.values()]
}

function missingPipelines(
  predictions: readonly ForeignPrediction[],
  pipelines: readonly ForeignPipeline[],
): ForeignPipeline[] {
  const known = new Set(pipelines.map(({ id }) => id))
  const missing = new Map<string, ForeignPipeline>()
  for (const { pipeline_id, dataset, metric } of predictions) {
    if (known.has(pipeline_id) || missing.has(pipeline_id)) continue
    missing.set(pipeline_id, {
      id: pipeline_id,
      run_id: 'without_run',
      name: pipeline_id,
      dataset,
      dataset_hash: null,
      steps: null,
      template: null,
      generator_choices: [],
      failed: null,
      metric,
      stored_best: null,
      duration_ms: 0,
      created_at: noTime,
      warnings: ['The store has predictions of this pipeline, but not the pipeline.'],
    })
  }
  return [...missing.values()]
}
