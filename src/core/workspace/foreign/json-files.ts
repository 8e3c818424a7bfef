import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DamagedFile, N4aError } from '../../errors/index.ts'
import { shortHash } from '../files/safe-name.ts'
import {
  count,
  json,
  list,
  mapping,
  noTime,
  number,
  partition,
  type Row,
  scoresOf,
  taskType,
  text,
  time,
} from './cells.ts'
import type { ForeignContent, ForeignFormat, ForeignPipeline, ForeignPrediction, ForeignStore } from './content.ts'
import { inferRuns } from './infer-runs.ts'
import { fileInside, isFolderInside, isThere, namesIn, versionOf } from './inside.ts'
import { numbers } from './parquet-rows.ts'

const FILE = 'predictions.json'
/** The arrays stand in the same file as text, so all of it is read at once. */
const LARGEST = 512 * 1024 * 1024

/** 0.3 and earlier: `<dataset>/predictions.json`, with a folder for each configuration beside it. */
export const jsonFiles: ForeignFormat = {
  id: 'json',
  open(folder) {
    const datasets = namesIn(folder).filter(
      name => !name.startsWith('.') && isFolderInside(folder, join(folder, name)) && isThere(join(folder, name, FILE)),
    )
    return datasets.length > 0 ? openFiles(folder, datasets) : null
  },
}

function openFiles(folder: string, datasets: readonly string[]): ForeignStore {
  return {
    format: jsonFiles.id,
    label: 'nirs4all 0.3 and earlier: predictions.json',
    version: () => versionOf(datasets.map(name => join(folder, name, FILE))),
    read: async () => readFiles(folder, datasets),
    readArray: async ref => readArray(folder, ref),
  }
}

function readEntries(folder: string, dataset: string): readonly Row[] {
  const path = fileInside(folder, dataset, FILE)
  if (statSync(path).size > LARGEST)
    throw DamagedFile({ path, reason: 'it is larger than can be read at once (512 MB)' })
  const entries = list(json(readFileSync(path, 'utf8')))
  if (!entries) throw DamagedFile({ path, reason: 'it is no list of predictions in JSON' })
  return entries.map(entry => mapping(entry) ?? {})
}

function readFiles(folder: string, datasets: readonly string[]): ForeignContent {
  const problems: N4aError[] = []
  const predictions: ForeignPrediction[] = []
  const pipelines = new Map<string, Omit<ForeignPipeline, 'run_id'>>()
  for (const dataset of datasets) {
    try {
      readEntries(folder, dataset).forEach((row, i) => {
        const prediction = predictionOf(row, dataset, i)
        if (!prediction) {
          const path = join(folder, dataset, FILE)
          problems.push(DamagedFile({ path, reason: `the partition of prediction ${i + 1} is none` }))
          return
        }
        predictions.push(prediction)
        const id = prediction.pipeline_id
        if (!pipelines.has(id)) pipelines.set(id, pipelineOf(folder, dataset, text(row.config_name), prediction))
      })
    } catch (error) {
      if (!(error instanceof N4aError)) throw error
      problems.push(error)
    }
  }
  if (predictions.length === 0 && problems[0]) throw problems[0]
  const loose = [...pipelines.values()]
  const runs = inferRuns(loose)
  return {
    averages: 'in_sample',
    runs: [...new Set(runs)],
    pipelines: loose.map((pipeline, i) => ({ ...pipeline, run_id: runs[i]!.id })),
    predictions,
    deleted: 0,
    problems,
  }
}

function predictionOf(row: Row, folder: string, index: number): ForeignPrediction | null {
  const part = partition(row.partition)
  if (!part) return null
  const dataset = text(row.dataset_name, folder)
  const scored = { train: number(row.train_score), val: number(row.val_score), test: number(row.test_score) }
  const metric = text(row.metric)
  const model_name = text(row.model_name)
  const ref = (name: string) => JSON.stringify([folder, index, name])
  return {
    id: text(row.id) || `row${index}`,
    pipeline_id: shortHash(JSON.stringify([dataset, text(row.config_name)]), 16),
    chain: JSON.stringify([text(row.step_idx), model_name]),
    dataset,
    model_name,
    model_classname: text(row.model_classname),
    fold_id: text(row.fold_id).replace(/^None$/, ''),
    partition: part,
    train_score: scored.train,
    val_score: scored.val,
    test_score: scored.test,
    metric,
    task_type: taskType(row.task_type),
    n_samples: count(row.n_samples),
    n_features: count(row.n_features),
    scores: scoresOf(undefined, part, metric, scored[part]),
    best_params: mapping(row.best_params) ?? mapping(json(row.best_params)) ?? {},
    preprocessings: text(row.preprocessings),
    branch_id: null,
    branch_name: null,
    refit: false,
    arrays: {
      y_true: ref('y_true'),
      y_pred: ref('y_pred'),
      sample_indices: row.sample_indices ? ref('sample_indices') : null,
      y_proba: null,
    },
  }
}

/** A configuration's folder may tell its steps and date; it need not be there. */
function pipelineOf(
  root: string,
  folder: string,
  name: string,
  { pipeline_id, dataset, metric }: ForeignPrediction,
): Omit<ForeignPipeline, 'run_id'> {
  const beside = (file: string): unknown => {
    try {
      return json(readFileSync(fileInside(root, folder, name, file), 'utf8'))
    } catch {
      return undefined
    }
  }
  const pipeline = beside('pipeline.json')
  return {
    id: pipeline_id,
    name,
    dataset,
    dataset_hash: null,
    steps: list(pipeline) ?? list(mapping(pipeline)?.steps) ?? list(mapping(pipeline)?.pipeline),
    template: null,
    generator_choices: [],
    failed: null,
    metric,
    stored_best: null,
    duration_ms: 0,
    created_at: time(mapping(beside('metadata.json'))?.created_at) ?? noTime,
    warnings: [],
  }
}

/** Arrays are text of JSON inside of the JSON. */
function readArray(folder: string, ref: string): Float64Array {
  const [dataset, index, name] = list(json(ref)) ?? []
  const row = readEntries(folder, text(dataset))[Number(index)]
  const value = row?.[text(name)]
  const values = typeof value === 'string' ? json(value) : value
  if (!Array.isArray(values)) {
    const path = join(folder, text(dataset), FILE)
    throw DamagedFile({ path, reason: `${text(name)} of prediction ${Number(index) + 1} is no list of numbers` })
  }
  return numbers(values)
}
