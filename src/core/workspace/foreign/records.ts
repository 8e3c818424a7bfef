import type { N4aError } from '../../errors/index.ts'
import type { PredictionRecord, ResultRecord, RunManifest, TaskType, TemplateRecord } from '../../records/index.ts'
import type { StoredPipeline } from '../runs/expanded-pipelines.ts'
import type { Ranking } from '../summary/summarize.ts'
import { classesOf } from './class-codes.ts'
import type { ForeignContent, ForeignPipeline, ForeignPrediction, ForeignStore } from './content.ts'
import { configLabel, modelParameters } from './factors.ts'
import { resultIdOf, runIdOf } from './ids.ts'
import { joinRefits } from './join-refits.ts'
import { manifestOf } from './manifests.ts'
import { predictionRecordOf } from './prediction-records.ts'
import { samplesOf } from './samples-of.ts'
import { type ChainScores, chainScores } from './scores.ts'
import { templateOf } from './templates-of.ts'

/** Everything of one store as our records. */
export interface ForeignRecords {
  readonly manifests: readonly RunManifest[]
  readonly results: readonly ResultRecord[]
  readonly predictions: readonly PredictionRecord[]
  readonly templates: readonly TemplateRecord[]
  /** By run. */
  readonly pipelines: ReadonlyMap<string, readonly StoredPipeline[]>
  readonly problems: readonly N4aError[]
}

export interface ForeignPlace {
  readonly folder: string
  readonly store: ForeignStore
  /** Of the store among those of the folder: ids of a store that was migrated are in both. */
  readonly index: number
  readonly ranking: Ranking
}

export async function foreignRecords(content: ForeignContent, place: ForeignPlace): Promise<ForeignRecords> {
  const rows = new Map<string, ForeignPrediction[]>()
  for (const row of content.predictions) {
    const of = rows.get(row.pipeline_id)
    if (of) of.push(row)
    else rows.set(row.pipeline_id, [row])
  }
  const refits = joinRefits(content.pipelines, rows)
  const problems = [...content.problems]
  const runs = new Map(content.runs.map(run => [run.id, run]))
  const classes = await classesOf(content, place.store, problems)
  const results: ResultRecord[] = []
  const predictions: PredictionRecord[] = []
  const templates = new Map<string, TemplateRecord>()
  const pipelines = new Map<string, StoredPipeline[]>()
  const attached = new Map<string, string[]>()
  for (const [refit, base] of refits) if (base !== null) attached.set(base, [...(attached.get(base) ?? []), refit])

  for (const pipeline of content.pipelines) {
    if (refits.get(pipeline.id)) continue
    const own = [pipeline.id, ...(attached.get(pipeline.id) ?? [])].flatMap(id => rows.get(id) ?? [])
    const run_id = runIdOf(pipeline.run_id, place.index)
    const template = templateOf(pipeline, run_id, runs.get(pipeline.run_id)?.created_at)
    const known = templates.get(`${run_id} ${template.id}`)
    templates.set(`${run_id} ${template.id}`, {
      ...template,
      expansion_count: (known?.expansion_count ?? 0) + 1,
    })
    const result = resultOf(pipeline, own, {
      content,
      place,
      template,
      run_id,
      classes,
      orphan: refits.has(pipeline.id),
    })
    results.push(result.record)
    result.chains.forEach(({ rows, in_sample }, member) => {
      for (const row of rows) {
        predictions.push(predictionRecordOf(row, result.record, { in_sample, member }, place.store))
      }
    })
    const { pipeline_config_id: config_id, generator_choices } = result.record
    const stored = { config_id, template_id: template.id, steps: pipeline.steps ?? [], generator_choices }
    pipelines.set(run_id, [...(pipelines.get(run_id) ?? []), stored])
  }
  const all = [...templates.values()]
  const manifests = content.runs.map(run => manifestOf(run, { place, content, results, templates: all }))
  return { manifests, results, predictions, templates: all, pipelines, problems }
}

interface ResultContext {
  readonly content: ForeignContent
  readonly place: ForeignPlace
  readonly template: TemplateRecord
  readonly run_id: string
  readonly classes: ReadonlyMap<string, readonly string[]>
  /** A refit, and what it refits is not known. */
  readonly orphan: boolean
}

function resultOf(pipeline: ForeignPipeline, rows: readonly ForeignPrediction[], context: ResultContext) {
  const { content, place, template, run_id } = context
  const chains = chainsOf(rows)
  const scored = [...chains.values()].map(own => chainScores(own, content.averages))
  const best = bestOf(scored, place.ranking)
  const shown = [...chains.values()][best] ?? []
  const { scores, metric, best_score, score_partition } = scored[best] ?? noScores(pipeline)
  const first = shown.find(({ refit }) => !refit) ?? shown[0]
  const task_type: TaskType = first?.task_type ?? 'regression'
  const model = first?.model_name ?? 'unknown'
  const preprocessings = first?.preprocessings ?? ''
  const given = { ...modelParameters(pipeline.steps), ...first?.best_params }
  const warnings = [
    ...(scored[best]?.warnings ?? []),
    ...pipeline.warnings,
    ...storedBest(pipeline, rows, best_score),
    ...(context.orphan ? ['It is a refit, and which result it refits is not stored: it ranks nothing.'] : []),
    ...(rows.some(({ fold_id }) => fold_id.endsWith('_agg'))
      ? ['Rows whose fold ends with _agg are the same predictions, averaged over repetitions: they rank nothing.']
      : []),
    ...(rows.length === 0 ? ['The store has no predictions of it.'] : []),
  ]
  const record: ResultRecord = {
    id: resultIdOf(pipeline.id, place.index),
    run_id,
    template_id: template.id,
    template_name: template.name,
    pipeline_config: configLabel(preprocessings, model, given),
    pipeline_config_id: pipeline.name,
    dataset: pipeline.dataset || (first?.dataset ?? ''),
    target: 'y',
    task_type,
    classes: task_type === 'regression' ? null : (context.classes.get(pipeline.dataset) ?? null),
    status: pipeline.failed === null ? 'completed' : 'failed',
    error: pipeline.failed === null ? null : { code: 'ForeignFailure', message: pipeline.failed },
    metric,
    best_score: context.orphan ? null : best_score,
    score_partition: context.orphan ? null : score_partition,
    best_model: model,
    best_member: Math.max(best, 0),
    preprocessings,
    n_samples: samplesOf(rows).n_samples,
    n_features: first?.n_features ?? 0,
    // The library fits preprocessing once, on the whole training partition.
    fit_scope: 'train_partition',
    generator_choices: pipeline.generator_choices,
    params: { preprocessing: preprocessings || 'raw', model, ...given },
    scores,
    warnings,
    duration_ms: pipeline.duration_ms,
    created_at: pipeline.created_at,
    predictions_count: rows.length,
    stored_models: [],
  }
  return { record, chains: [...chains.values()].map((rows, i) => ({ rows, in_sample: scored[i]!.in_sample })) }
}

/** Rows of each model, in the order of the store; a refit joins the model of its name and branch. */
function chainsOf(rows: readonly ForeignPrediction[]): ReadonlyMap<string, readonly ForeignPrediction[]> {
  const chains = new Map<string, ForeignPrediction[]>()
  const names = new Map<string, string>()
  const nameOf = (row: ForeignPrediction) => JSON.stringify([row.model_name, row.branch_name])
  for (const row of [...rows].sort((a, b) => Number(a.refit) - Number(b.refit))) {
    const name = nameOf(row)
    const key = row.refit ? (names.get(name) ?? row.chain) : row.chain
    if (!names.has(name)) names.set(name, key)
    chains.set(key, [...(chains.get(key) ?? []), row])
  }
  return chains
}

/** Models whose score is out-of-fold come before those that have only a test score. */
function bestOf(scored: readonly ChainScores[], ranking: Ranking): number {
  let best = scored.length > 0 ? 0 : -1
  const rank = ({ best_score, metric, score_partition }: ChainScores) =>
    best_score === null ? [2, 0] : [score_partition === 'val' ? 0 : 1, ranking(metric, best_score)]
  scored.forEach((one, i) => {
    const [a, b] = [rank(one), rank(scored[best]!)] as [[number, number], [number, number]]
    if (a[0] < b[0] || (a[0] === b[0] && a[1] < b[1])) best = i
  })
  return best
}

function noScores(pipeline: ForeignPipeline): ChainScores {
  const metric = pipeline.metric === 'mse' ? 'rmse' : (pipeline.metric ?? 'rmse')
  return { scores: {}, metric, best_score: null, score_partition: null, warnings: [], in_sample: false }
}

/** Some versions stored the score of one fold, or of another model, as the best. */
function storedBest({ stored_best, metric }: ForeignPipeline, rows: readonly ForeignPrediction[], ours: number | null) {
  if (stored_best === null || ours === null || rows.every(({ refit }) => refit)) return []
  const theirs = metric === 'mse' ? Math.sqrt(stored_best) : stored_best
  if (Math.abs(theirs - ours) <= 1e-9 * Math.max(1, Math.abs(ours))) return []
  return [
    `The store calls ${stored_best} (${metric ?? 'no metric'}) the best validation score, which is not that of its out-of-fold predictions: it is not used.`,
  ]
}
