import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { readDatasets } from '../datasets/index.ts'
import { AmbiguousRecord, N4aError, UnknownRecord } from '../errors/index.ts'
import type {
  DatasetRecord,
  Lineage,
  LineageItem,
  PredictionOrigin,
  PredictionRecord,
  ResultRecord,
  RunManifest,
  StoredModel,
  TemplateReference,
} from '../records/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { specOf } from './dataset-spec.ts'
import { findRecord } from './find-record.ts'
import { locatedRecords } from './located-records.ts'
import { externalSet } from './sample-ids.ts'

type Dataset = Awaited<ReturnType<Workspace['datasets']['list']>>[number]

const runItem = ({ id, name, status }: RunManifest): LineageItem => ({ kind: 'run', id, name, hash: null, status })

const resultItem = ({ id, pipeline_config, status }: ResultRecord): LineageItem => ({
  kind: 'result',
  id,
  name: pipeline_config,
  hash: null,
  status,
})

const predictionItem = ({ id, model_name, fold_id, partition }: PredictionRecord): LineageItem => ({
  kind: 'prediction',
  id,
  name: `${model_name}, fold ${fold_id}, ${partition}`,
  hash: null,
  status: null,
})

const modelItem = ({ model, member, sha256 }: StoredModel): LineageItem => ({
  kind: 'model',
  id: sha256.slice(0, 12),
  name: member > 0 ? `${model}, model ${member}` : model,
  hash: sha256,
  status: null,
})

const templateItem = ({ id, name }: TemplateReference): LineageItem => ({
  kind: 'template',
  id,
  name,
  hash: null,
  status: null,
})

/** From the raw file to a stored prediction and back; files are read again to say whether they are still the same. @throws UnknownRecord, AmbiguousRecord */
export async function lineageOf(workspace: Workspace, id: string): Promise<Lineage> {
  if (/^r[0-9a-f]{12}-/.test(id)) return ofPrediction(workspace, id)
  const [results, runs, datasets] = [
    await workspace.results(),
    await workspace.runs.list(),
    await workspace.datasets.readable(),
  ]
  const templates = [
    ...new Map(runs.flatMap(run => run.templates.map(reference => [reference.id, reference] as const))).values(),
  ]
  const models = results.flatMap(result =>
    result.stored_models.map(stored => ({ ...modelItem(stored), result, stored })),
  )
  const ways: readonly (() => Promise<Lineage>)[] = [
    () => ofResult(workspace, findRecord('result', id, results)),
    () => ofRun(workspace, id === 'latest' && runs[0] ? runs[0] : findRecord('run', id, runs)),
    () => ofDataset(workspace, findRecord('dataset', id, datasets), runs),
    () => ofTemplate(workspace, findRecord('template', id, templates), runs),
    () => ofModel(workspace, findRecord('model', id, models)),
  ]
  const known = [results, runs, datasets, templates, models].map(list => list.some(record => record.id === id))
  const order = [...ways.keys()].sort((a, b) => Number(known[b]) - Number(known[a]))
  let refusal: unknown
  for (const way of order) {
    try {
      return await ways[way]!()
    } catch (error) {
      if (!(error instanceof N4aError) || ![UnknownRecord.code, AmbiguousRecord.code].includes(error.code)) throw error
      // That several things match is more than that nothing does.
      if (refusal === undefined || error.code === AmbiguousRecord.code) refusal = error
    }
  }
  if (refusal instanceof N4aError && refusal.code === AmbiguousRecord.code) throw refusal
  const names = [...runs, ...datasets, ...templates].map(({ id }) => id)
  throw UnknownRecord({ noun: 'result, prediction, run, dataset, template or stored model', id, known: names })
}

/** Files, dataset, template and run that a result came from. */
async function sourcesOf(
  workspace: Workspace,
  { run_id, dataset, template_id }: { run_id: string; dataset: string; template_id: string },
): Promise<readonly LineageItem[]> {
  const run = await workspace.runs.read(run_id)
  const record = run.datasets.find(({ name }) => name === dataset)
  const template = run.templates.find(({ id }) => id === template_id)
  const own = await filesOf(workspace, record ? [record] : [])
  if (run.prediction_of) return [...(await originOf(workspace, run.prediction_of)), ...own, runItem(run)]
  return [...own, ...(template ? [templateItem(template)] : []), runItem(run)]
}

/** Where the model comes from that predicted an external set: from its own files on, where its result is in this workspace. */
async function originOf(
  workspace: Workspace,
  { result_id, run_id, model, member }: PredictionOrigin,
): Promise<readonly LineageItem[]> {
  const results = await workspace.runs.results(run_id).catch(() => [])
  const result = results.find(({ id }) => id === result_id)
  if (!result)
    return [{ kind: 'result', id: result_id, name: `${model} of ${result_id}`, hash: null, status: 'elsewhere' }]
  const stored = result.stored_models.filter(one => one.model === model && one.member === member)
  return [...(await sourcesOf(workspace, result)), resultItem(result), ...stored.map(modelItem)]
}

/** The files of datasets with what they are now, and the datasets. */
async function filesOf(workspace: Workspace, records: readonly DatasetRecord[]): Promise<readonly LineageItem[]> {
  const files = new Map<string, LineageItem>()
  for (const record of records) {
    for (const file of await filesNow(workspace, record)) files.set(file.id, file)
  }
  const datasets = new Map(
    records.map(({ ref, name, hash, version }): [string, LineageItem] => [
      `${ref} ${version}`,
      { kind: 'dataset', id: ref, name: `${name} ${version}`, hash, status: null },
    ]),
  )
  return [...files.values(), ...datasets.values()]
}

async function filesNow(workspace: Workspace, given: DatasetRecord): Promise<readonly LineageItem[]> {
  const [located = given] = await locatedRecords(workspace, [given], { search: false }).catch(() => [given])
  const asTrained = () => readDatasets([specOf(located)], '.').then(([read]) => read?.record)
  const asPredicted = () => externalSet(located, given.y_columns[0] ?? '').then(read => read?.files)
  // Of an external set no row trains, and it may have no reference values.
  const now = await (given.n_train === 0 ? asPredicted() : asTrained()).catch(() => undefined)
  const { sources = [located] } = located
  return (given.sources ?? [given]).map((file, i): LineageItem => {
    const { path } = sources[i]!
    const found = given.sources ? now?.sources?.[i]?.hash : now?.hash
    const there = path === file.path ? 'valid' : 'relocated'
    const status = found === file.hash ? there : existsSync(path) ? 'hash_mismatch' : 'missing'
    return { kind: 'file', id: path, name: basename(path), hash: file.hash, status }
  })
}

async function ofPrediction(workspace: Workspace, id: string): Promise<Lineage> {
  const result_id = id.slice(0, id.indexOf('-'))
  const record = findRecord('prediction', id, await workspace.predictions({ result_id }))
  const result = findRecord('result', record.result_id, await workspace.results())
  return {
    ...predictionItem(record),
    from: [...(await sourcesOf(workspace, record)), resultItem(result)],
    into: [],
  }
}

async function ofResult(workspace: Workspace, result: ResultRecord): Promise<Lineage> {
  const predictions = await workspace.predictions({ dataset: result.dataset, result_id: result.id })
  return {
    ...resultItem(result),
    from: await sourcesOf(workspace, result),
    into: [
      ...predictions.map(predictionItem),
      ...result.stored_models.map(modelItem),
      ...(await externalRuns(workspace, result)).map(runItem),
    ],
  }
}

/** Runs that keep what a result predicted of external sets. */
async function externalRuns(workspace: Workspace, { id }: ResultRecord): Promise<readonly RunManifest[]> {
  return (await workspace.runs.list()).filter(({ prediction_of }) => prediction_of?.result_id === id)
}

async function ofModel(
  workspace: Workspace,
  { result, stored }: { readonly result: ResultRecord; readonly stored: StoredModel },
): Promise<Lineage> {
  return {
    ...modelItem(stored),
    from: [...(await sourcesOf(workspace, result)), resultItem(result)],
    into: (await externalRuns(workspace, result))
      .filter(({ prediction_of }) => prediction_of?.model === stored.model && prediction_of.member === stored.member)
      .map(runItem),
  }
}

async function ofRun(workspace: Workspace, run: RunManifest): Promise<Lineage> {
  const results = await workspace.runs.results(run.id)
  return {
    ...runItem(run),
    from: run.prediction_of
      ? [...(await originOf(workspace, run.prediction_of)), ...(await filesOf(workspace, run.datasets))]
      : [...(await filesOf(workspace, run.datasets)), ...run.templates.map(templateItem)],
    into: results.map(resultItem),
  }
}

async function ofDataset(workspace: Workspace, dataset: Dataset, runs: readonly RunManifest[]): Promise<Lineage> {
  const using = runs.filter(({ datasets }) => datasets.some(({ ref }) => ref === dataset.id))
  const records = using.flatMap(({ datasets }) => datasets.filter(({ ref }) => ref === dataset.id))
  const files = (await filesOf(workspace, records)).filter(({ kind }) => kind === 'file')
  const names = new Set(records.map(({ name }) => name))
  const results = await resultsOf(workspace, using, ({ dataset: name }) => names.has(name))
  return {
    kind: 'dataset',
    id: dataset.id,
    name: dataset.name,
    hash: dataset.hash,
    status: dataset.status,
    from: files,
    into: [...using.map(runItem), ...results],
  }
}

async function ofTemplate(
  workspace: Workspace,
  template: TemplateReference,
  runs: readonly RunManifest[],
): Promise<Lineage> {
  const using = runs.filter(({ templates }) => templates.some(({ id }) => id === template.id))
  const results = await resultsOf(workspace, using, ({ template_id }) => template_id === template.id)
  return { ...templateItem(template), from: [], into: [...using.map(runItem), ...results] }
}

async function resultsOf(
  workspace: Workspace,
  runs: readonly RunManifest[],
  wanted: (result: ResultRecord) => boolean,
): Promise<readonly LineageItem[]> {
  const items: LineageItem[] = []
  for (const { id } of runs) items.push(...(await workspace.runs.results(id)).filter(wanted).map(resultItem))
  return items
}
