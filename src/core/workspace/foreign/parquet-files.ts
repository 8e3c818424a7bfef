import { join } from 'node:path'
import { DamagedFile, N4aError } from '../../errors/index.ts'
import { shortHash } from '../files/safe-name.ts'
import { count, json, mapping, noTime, number, partition, type Row, scoresOf, taskType, text } from './cells.ts'
import type { ForeignContent, ForeignFormat, ForeignPipeline, ForeignPrediction, ForeignStore } from './content.ts'
import { inferRuns } from './infer-runs.ts'
import { fileInside, namesIn, versionOf } from './inside.ts'
import { type OldManifest, oldManifests } from './old-manifests.ts'
import { numbers, withParquet } from './parquet-rows.ts'
import { rowOf } from './row-blocks.ts'

const META = '.meta.parquet'
const ARRAYS = '.arrays.parquet'

// biome-ignore format: a table
const columns = [
  'id', 'dataset_name', 'config_name', 'step_idx', 'model_name', 'model_classname', 'fold_id', 'partition', 'val_score',
  'test_score', 'train_score', 'metric', 'task_type', 'n_samples', 'n_features', 'preprocessings', 'best_params', 'scores',
  'branch_id', 'branch_name', 'trace_id', 'y_true_id', 'y_pred_id', 'y_proba_id', 'sample_indices_id',
]

/** 0.4 to 0.6: `<dataset>.meta.parquet` beside `<dataset>.arrays.parquet`, with a manifest for each configuration. */
export const parquetFiles: ForeignFormat = {
  id: 'parquet',
  open(folder) {
    const names = namesIn(folder).filter(name => name.endsWith(META) && !name.startsWith('.'))
    return names.length > 0 ? openFiles(folder, names) : null
  },
}

function openFiles(folder: string, names: readonly string[]): ForeignStore {
  return {
    format: parquetFiles.id,
    label: 'nirs4all 0.4 to 0.6: Parquet files',
    version: () => versionOf([...names, 'runs'].map(name => join(folder, name))),
    read: () => readFiles(folder, names),
    readArray: ref => readArray(folder, ref),
  }
}

interface MetaFile {
  readonly stem: string
  readonly rows: readonly Row[]
  readonly traces: boolean
  /** By array id, of those that hold probabilities. */
  readonly sizes: ReadonlyMap<string, number>
}

async function readFiles(folder: string, names: readonly string[]): Promise<ForeignContent> {
  const problems: N4aError[] = []
  const files: MetaFile[] = []
  for (const name of names) {
    const stem = name.slice(0, -META.length)
    try {
      files.push(await readMeta(folder, stem))
    } catch (error) {
      if (!(error instanceof N4aError)) throw error
      problems.push(error)
    }
  }
  if (files.length === 0 && problems[0]) throw problems[0]
  const found = await oldManifests(folder)
  const manifests = new Map(found.manifests.map(one => [keyOf(one.dataset, one.config_name), one]))
  const predictions: ForeignPrediction[] = []
  const seen = new Map<string, { readonly name: string; readonly first: ForeignPrediction }>()
  for (const file of files) {
    for (const row of file.rows) {
      const prediction = predictionOf(row, file)
      if (!prediction) {
        const path = join(folder, file.stem + META)
        problems.push(DamagedFile({ path, reason: `the partition of ${text(row.id)} is none` }))
        continue
      }
      predictions.push(prediction)
      if (!seen.has(prediction.pipeline_id)) {
        seen.set(prediction.pipeline_id, { name: text(row.config_name), first: prediction })
      }
    }
  }
  const loose = [...seen].map(([id, { name, first }]) => {
    const { dataset, metric } = first
    return { id, name, dataset, metric, manifest: manifests.get(keyOf(dataset, name)) }
  })
  const dated = loose.map(({ name, manifest }) => ({ name, created_at: manifest?.created_at ?? noTime }))
  const runs = inferRuns(dated)
  const pipelines = loose.map((one, i) => pipelineOf(one, dated[i]!.created_at, runs[i]!.id))
  return {
    averages: files.some(({ traces }) => traces) ? 'mean_of_folds' : 'in_sample',
    runs: [...new Set(runs)],
    pipelines,
    predictions,
    deleted: 0,
    problems: [...problems, ...found.problems],
  }
}

const keyOf = (dataset: string, config: string) => JSON.stringify([dataset, config])

/** The files have no id of it. */
const pipelineId = (dataset: string, config: string) => shortHash(keyOf(dataset, config), 16)

async function readMeta(folder: string, stem: string): Promise<MetaFile> {
  const { rows, traces } = await withParquet(fileInside(folder, stem + META), async file => ({
    rows: await file.rows(columns),
    traces: file.columns.has('trace_id'),
  }))
  const classes = rows.some(({ y_proba_id }) => text(y_proba_id) !== '')
  const sizes = classes ? await arraySizes(folder, stem) : new Map<string, number>()
  return { stem, rows, traces, sizes }
}

async function arraySizes(folder: string, stem: string): Promise<ReadonlyMap<string, number>> {
  const rows = await withParquet(fileInside(folder, stem + ARRAYS), file => file.rows(['array_id', 'array_size']))
  return new Map(rows.map(row => [text(row.array_id), count(row.array_size)]))
}

function predictionOf(row: Row, { stem, sizes }: MetaFile): ForeignPrediction | null {
  const part = partition(row.partition)
  if (!part) return null
  const dataset = text(row.dataset_name, stem)
  const scored = { train: number(row.train_score), val: number(row.val_score), test: number(row.test_score) }
  const metric = text(row.metric)
  const n_samples = count(row.n_samples)
  const model_name = text(row.model_name)
  const branch_id = number(row.branch_id)
  const ref = (id: unknown) => (text(id) === '' ? null : `${stem}/${text(id)}`)
  const proba = ref(row.y_proba_id)
  const size = sizes.get(text(row.y_proba_id)) ?? 0
  return {
    id: text(row.id),
    pipeline_id: pipelineId(dataset, text(row.config_name)),
    chain: JSON.stringify([text(row.step_idx), model_name, branch_id, text(row.branch_name)]),
    dataset,
    model_name,
    model_classname: text(row.model_classname),
    fold_id: text(row.fold_id),
    partition: part,
    train_score: scored.train,
    val_score: scored.val,
    test_score: scored.test,
    metric,
    task_type: taskType(row.task_type),
    n_samples,
    n_features: count(row.n_features),
    scores: scoresOf(json(row.scores), part, metric, scored[part]),
    best_params: mapping(json(row.best_params)) ?? {},
    preprocessings: text(row.preprocessings),
    branch_id,
    branch_name: text(row.branch_name) || null,
    refit: false,
    arrays: {
      y_true: ref(row.y_true_id) ?? '',
      y_pred: ref(row.y_pred_id) ?? '',
      sample_indices: ref(row.sample_indices_id),
      y_proba: proba && n_samples > 0 && size > 0 ? { ref: proba, columns: size / n_samples } : null,
    },
  }
}

function pipelineOf(
  one: { id: string; name: string; dataset: string; metric: string; manifest: OldManifest | undefined },
  created_at: string,
  run_id: string,
): ForeignPipeline {
  return {
    id: one.id,
    run_id,
    name: one.name,
    dataset: one.dataset,
    dataset_hash: null,
    steps: one.manifest?.steps ?? null,
    template: null,
    generator_choices: one.manifest?.generator_choices ?? [],
    failed: null,
    metric: one.metric,
    stored_best: null,
    duration_ms: 0,
    created_at,
    warnings: one.manifest ? [] : ['Its manifest.yaml is missing: steps and date are not known.'],
  }
}

/** Ids of arrays are shared: what is named `y_pred` may stand in a row that calls itself `y_true`. */
async function readArray(folder: string, ref: string): Promise<Float64Array> {
  const slash = ref.lastIndexOf('/')
  const [stem, id] = [ref.slice(0, slash), ref.slice(slash + 1)]
  const path = fileInside(folder, stem + ARRAYS)
  const row = await rowOf(path, 'array_id', id, ['array_data'])
  if (!row) throw DamagedFile({ path, reason: `it has no array ${id}, but predictions point to it` })
  return numbers(row.array_data)
}
