import { N4aError } from '../../errors/index.ts'
import type { PredictionRecord, ResultRecord, RunManifest, TaskType, TemplateRecord } from '../../records/index.ts'
import { schemaVersion } from '../../records/index.ts'
import { safeName, shortHash } from '../files/safe-name.ts'
import type { StoredPipeline } from '../runs/expanded-pipelines.ts'
import type { Ranking } from '../summary/summarize.ts'
import type { ForeignContent, ForeignPipeline, ForeignPrediction, ForeignRun, ForeignStore } from './content.ts'
import { configLabel, modelParameters } from './factors.ts'
import { baseName } from './infer-runs.ts'
import { joinRefits } from './join-refits.ts'
import { predictionRecordOf } from './prediction-records.ts'
import { type ChainScores, chainScores } from './scores.ts'

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

/** A dash ends the result's part of a prediction's id, so a result's has none. */
function plainId(id: string, index: number): string {
  const plain = /^[0-9a-f-]{8,36}$/i.test(id) ? id.replaceAll('-', '') : shortHash(id, 16)
  return index === 0 ? plain : `${plain}x${index}`
}

const runIdOf = (id: string, index: number) =>
  `${id === safeName(id) ? id : shortHash(id, 16)}${index ? `_${index}` : ''}`

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
  const manifests = content.runs.map(run => manifestOf(run, { place, content, results, predictions, templates: all }))
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
    `From ${place.store.label} in ${place.folder}: ${pipeline.name}.`,
  ]
  const record: ResultRecord = {
    id: plainId(pipeline.id, place.index),
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

function samplesOf(rows: readonly ForeignPrediction[]) {
  const most = (part: string) =>
    rows.reduce((n, { partition, n_samples }) => (partition === part ? Math.max(n, n_samples) : n), 0)
  const folds = rows.filter(({ partition, fold_id }) => partition === 'val' && fold_id === '0')
  const [fold] = folds
  const training = rows.find(({ partition, fold_id }) => partition === 'train' && fold_id === '0')
  const joined = fold && training ? fold.n_samples + training.n_samples : 0
  const n_train = Math.max(most('train'), joined)
  const n_test = most('test')
  return { n_samples: n_train + n_test, n_train, n_test }
}

/** A template where it is stored, else one for the configurations that share a name. */
function templateOf(pipeline: ForeignPipeline, run_id: string, created_at: string | undefined): TemplateRecord {
  const name = baseName(pipeline.name.replace(/_refit(?:_.*)?$/, ''))
  const id = `t_${shortHash(pipeline.template ? JSON.stringify(pipeline.template) : name, 10)}`
  return {
    schema_version: schemaVersion,
    id,
    template_id: id,
    run_id,
    name,
    ...(pipeline.template === null && {
      description: 'The store has no template: these are the steps of its first configuration.',
    }),
    file: `templates/${id}.json`,
    created_at: created_at ?? pipeline.created_at,
    expansion_count: 0,
    steps: pipeline.template ?? pipeline.steps ?? [],
  }
}

interface ManifestContext {
  readonly place: ForeignPlace
  readonly content: ForeignContent
  readonly results: readonly ResultRecord[]
  readonly predictions: readonly PredictionRecord[]
  readonly templates: readonly TemplateRecord[]
}

function manifestOf(run: ForeignRun, { place, content, results, templates }: ManifestContext): RunManifest {
  const id = runIdOf(run.id, place.index)
  const own = results.filter(({ run_id }) => run_id === id)
  const hashes = new Map(content.pipelines.map(({ dataset, dataset_hash }) => [dataset, dataset_hash]))
  const ofRun = templates.filter(({ run_id }) => run_id === id)
  const refit = own.some(({ scores }) => scores.final_train || scores.final_test)
  return {
    schema_version: schemaVersion,
    id,
    name: run.name,
    status: run.status,
    created_at: run.created_at,
    started_at: run.created_at,
    ...(run.completed_at !== null && { completed_at: run.completed_at }),
    n4a_version: place.store.label,
    templates: ofRun.map(({ id, name, file, expansion_count }) => ({ id, name, file, expansion_count })),
    datasets: [...new Set(own.map(({ dataset }) => dataset))].map(name => {
      const first = own.find(({ dataset }) => dataset === name)!
      return datasetOf(name, hashes.get(name) ?? null, first, run, rowsOf(content, name))
    }),
    config: {
      folds: {},
      metric: own[0]?.metric ?? 'rmse',
      refit: refit ? 'best' : 'none',
      fit_scope: 'train_partition',
      random_state: null,
    },
    total_pipeline_configs: new Set(own.map(({ pipeline_config_id }) => pipeline_config_id)).size,
    total_results: own.length,
    warnings: [
      ...(run.inferred
        ? [
            'Inferred: no such run is stored. Configurations of one name, made one soon after the other, were taken for it.',
          ]
        : []),
      ...run.warnings,
      ...(content.deleted > 0 ? [`${content.deleted} deleted predictions of the store are left out.`] : []),
      ...content.problems.slice(0, 3).map(problem => `Left out: ${problem.message}`),
      ...(content.problems.length > 3 ? [`${content.problems.length - 3} more are left out.`] : []),
      'Stored scores are those of the Python library, by its definitions; its SEP is ours with n in the denominator (sep_n).',
    ],
    ...(run.error !== null && { error: run.error }),
    foreign: {
      format: place.store.format,
      label: place.store.label,
      path: place.folder,
      run_id: run.id,
      inferred: run.inferred,
    },
  }
}

const rowsOf = ({ predictions }: ForeignContent, name: string) => {
  const first = predictions.find(({ dataset }) => dataset === name)
  return predictions.filter(row => row.dataset === name && row.pipeline_id === first?.pipeline_id)
}

function datasetOf(
  name: string,
  hash: string | null,
  { task_type, n_features, created_at }: ResultRecord,
  run: ForeignRun,
  rows: readonly ForeignPrediction[],
): RunManifest['datasets'][number] {
  return {
    ref: name,
    name,
    // No version of the library stores where the data were.
    path: '',
    hash: hash ?? '',
    quick_hash: '',
    file_size: 0,
    task_type,
    task_type_reason: 'as stored',
    ...samplesOf(rows),
    n_features,
    y_columns: ['y'],
    y_stats: {},
    class_counts: null,
    wavelength_range: null,
    wavelength_unit: null,
    partition: null,
    group: null,
    metadata: {},
    created_at: created_at || run.created_at,
    version: 'unknown',
  }
}

/** Codes are stored, labels are not: the codes stand for them. */
async function classesOf(content: ForeignContent, store: ForeignStore, problems: N4aError[]) {
  const classes = new Map<string, readonly string[]>()
  const asked = new Set<string>()
  for (const { dataset, task_type, arrays } of content.predictions) {
    if (task_type === 'regression' || asked.has(dataset)) continue
    asked.add(dataset)
    try {
      const columns = arrays.y_proba?.columns ?? (await largestCode(content, dataset, store)) + 1
      if (columns > 0 && columns <= 10_000)
        classes.set(
          dataset,
          Array.from({ length: columns }, (_, i) => String(i)),
        )
    } catch (error) {
      if (!(error instanceof N4aError)) throw error
      problems.push(error)
    }
  }
  return classes
}

async function largestCode({ predictions }: ForeignContent, dataset: string, store: ForeignStore): Promise<number> {
  const own = predictions.filter(row => row.dataset === dataset)
  const parts = ['train', 'val', 'test'].map(part => own.find(({ partition }) => partition === part))
  let largest = -1
  for (const row of parts) {
    for (const code of row ? await store.readArray(row.arrays.y_true) : []) {
      if (!Number.isInteger(code) || code < 0) return -1
      if (code > largest) largest = code
    }
  }
  return largest
}
