import { DamagedFile, N4aError, ReadOnlyWorkspace, UnknownRecord } from '../../errors/index.ts'
import type { PredictionRecord, PredictionSummary, RegisteredDataset, RunManifest } from '../../records/index.ts'
import { problemOf } from '../care/problem.ts'
import { discoverDatasets } from '../datasets/discover-datasets.ts'
import { reading } from '../files/storage-failure.ts'
import { openMarks } from '../marks/mark-store.ts'
import { omissionsOf } from '../omissions.ts'
import { blockOfRecords } from '../predictions/prediction-block.ts'
import type { PredictionFilter } from '../predictions/read-predictions.ts'
import type { TailUpdate } from '../runs/tail-run.ts'
import { type Ranking, summarizeRows } from '../summary/summarize.ts'
import { openViews } from '../views/view-store.ts'
import type { Workspace } from '../workspace.ts'
import { foreignCare } from './foreign-care.ts'
import type { ForeignFolder } from './open-foreign.ts'
import { prefixOf } from './prediction-records.ts'
import { type ForeignRecords, foreignRecords } from './records.ts'

/** All stores of a folder as one. */
export interface ForeignReading extends Omit<ForeignRecords, 'pipelines'> {
  readonly pipelines: ForeignRecords['pipelines']
}

/**
 * A workspace of the Python library, read like one of ours. Nothing in it is changed, and models, which are Python pickles,
 * are never loaded. `own` is what stands beside it of ours.
 */
export function openForeign(found: ForeignFolder, own: Workspace, ranking: Ranking): Workspace {
  const { folder, stores } = found
  const label = stores.map(store => store.label).join('; ')
  const refuse = (): never => {
    throw ReadOnlyWorkspace({ path: folder, format: label })
  }
  const refused = async (): Promise<never> => refuse()
  const all = remembered(found, ranking)
  const omissions = omissionsOf()
  /** What the last reading had to leave out. */
  let problems: readonly N4aError[] = []
  const read = <T>(work: (records: ForeignReading) => T | Promise<T>) =>
    reading(folder, async () => {
      const records = await all()
      problems = records.problems
      return work(records)
    })
  const resultsOf = (id: string) => read(({ results }) => results.filter(({ run_id }) => run_id === id))
  const manifestIn = ({ manifests }: ForeignReading, id: string): RunManifest | undefined =>
    manifests.find(manifest => manifest.id === id)
  const isForeign = (id: string) => read(records => manifestIn(records, id) !== undefined)

  async function* tail(id: string): AsyncGenerator<TailUpdate> {
    if (!(await isForeign(id))) {
      yield* own.runs.tail(id)
      return
    }
    const { manifest, results } = await read(records => ({
      manifest: manifestIn(records, id)!,
      results: records.results.filter(({ run_id }) => run_id === id),
    }))
    yield { manifest, results, live: false }
  }

  async function* pipelines(id: string) {
    if (await isForeign(id)) yield* (await read(records => records.pipelines.get(id))) ?? []
    else yield* own.runs.pipelines(id)
  }

  const summaryOf = (records: ForeignReading, dataset: string): PredictionSummary | null => {
    const rows = records.predictions.filter(row => row.dataset === dataset)
    return rows.length === 0 ? null : summarizeRows(dataset, rows, ranking, label)
  }

  return {
    path: folder,
    prepare: refused,
    exists: () => true,
    runs: {
      create: refused,
      list: async () =>
        [...(await read(({ manifests }) => manifests)), ...(await own.runs.list())].sort((a, b) =>
          `${a.created_at} ${a.id}` < `${b.created_at} ${b.id}` ? 1 : -1,
        ),
      read: async id => (await read(records => manifestIn(records, id))) ?? own.runs.read(id),
      transition: refused,
      delete: refused,
      restore: refused,
      export: refused,
      import: refused,
      deleted: () => own.runs.deleted(),
      templates: async id =>
        (await isForeign(id))
          ? read(({ templates }) => templates.filter(({ run_id }) => run_id === id))
          : own.runs.templates(id),
      templateText: async (id, template_id) => {
        if (!(await isForeign(id))) return own.runs.templateText(id, template_id)
        const templates = await read(records => records.templates.filter(({ run_id }) => run_id === id))
        const found = templates.find(template => template.id === template_id)
        if (!found) throw UnknownRecord({ noun: 'template', id: template_id, known: templates.map(({ id }) => id) })
        return `${JSON.stringify({ name: found.name, pipeline: found.steps }, null, 2)}\n`
      },
      pipelines,
      acquire: refused,
      isLive: async id => ((await isForeign(id)) ? false : own.runs.isLive(id)),
      openWriter: refused,
      results: async id => ((await isForeign(id)) ? resultsOf(id) : own.runs.results(id)),
      readableResults: async id => ((await isForeign(id)) ? resultsOf(id) : own.runs.readableResults(id)),
      allTemplates: async () => [...(await read(({ templates }) => templates)), ...(await own.runs.allTemplates())],
      tail,
    },
    datasets: {
      list: async () => withForeign(await own.datasets.list(), await read(({ manifests }) => manifests)),
      readable: async () => withForeign(await own.datasets.readable(), await read(({ manifests }) => manifests)),
      registered: () => own.datasets.registered(),
      register: refused,
      countRun: refused,
      place: refused,
      putBack: refused,
      discover: refused,
    },
    templates: { ...own.templates, save: refused, tag: refused, remove: refused },
    // Nothing is put beside what others wrote: marks go to the user's own state.
    marks: openMarks(folder, null, omissions),
    views: openViews(folder, null, omissions),
    models: { ...own.models, save: refused, bring: refused },
    results: async () => [...(await read(({ results }) => results)), ...(await own.results())],
    predictions: async filter => [
      ...(await read(({ predictions }) => filtered(predictions, filter))),
      ...(await own.predictions(filter)),
    ],
    predictionBlocks: async filter => [
      blockOfRecords(await read(({ predictions }) => filtered(predictions, filter)), null),
      ...(await own.predictionBlocks(filter)),
    ],
    readArray: async slice => {
      const store = stores.find(one => slice.array_id.startsWith(prefixOf(one)))
      if (!store) return slice.length === 0 ? new Float64Array(0) : own.readArray(slice)
      return reading(folder, async () => {
        const values = await store.readArray(slice.array_id.slice(prefixOf(store).length))
        if (values.length === slice.length) return values
        const what = `the array ${slice.array_id} has ${values.length} elements where its prediction has ${slice.length}`
        throw DamagedFile({ path: folder, reason: what })
      })
    },
    summary: async dataset => (await read(records => summaryOf(records, dataset))) ?? own.summary(dataset),
    summaries: async () => [
      ...(await read(records =>
        [...new Set(records.predictions.map(({ dataset }) => dataset))].sort().map(dataset => ({
          path: folder,
          dataset,
          num_rows: filtered(records.predictions, { dataset }).length,
          summary: summaryOf(records, dataset),
        })),
      )),
      ...(await own.summaries()),
    ],
    checkpoint: refused,
    writeResultManifests: refused,
    saveTable: refused,
    saveOwnMetric: refused,
    ownMetrics: () => [],
    care: foreignCare(folder, all, refused),
    omissions: () => [
      ...problems.map(error => problemOf('damaged_table', error.place.file ?? folder, error)),
      ...omissions.list(),
      ...own.omissions(),
    ],
  }
}

/** Datasets of the library's runs beside our own. No version of it stores where they are. */
function withForeign(own: readonly RegisteredDataset[], manifests: readonly RunManifest[]) {
  return discoverDatasets(own, manifests).datasets
}

/** By result, made when it is first asked for. */
const byResult = new WeakMap<readonly PredictionRecord[], ReadonlyMap<string, readonly PredictionRecord[]>>()

function ofResult(rows: readonly PredictionRecord[], result_id: string): readonly PredictionRecord[] {
  const known = byResult.get(rows)
  if (known) return known.get(result_id) ?? []
  const groups = new Map<string, PredictionRecord[]>()
  for (const row of rows) {
    const group = groups.get(row.result_id)
    if (group) group.push(row)
    else groups.set(row.result_id, [row])
  }
  byResult.set(rows, groups)
  return groups.get(result_id) ?? []
}

function filtered(rows: readonly PredictionRecord[], filter: PredictionFilter = {}): readonly PredictionRecord[] {
  const equal = Object.entries(filter).filter(([, value]) => value !== undefined)
  if (equal.length === 0) return rows
  return (filter.result_id === undefined ? rows : ofResult(rows, filter.result_id)).filter(row =>
    equal.every(([field, value]) => row[field as keyof PredictionRecord] === value),
  )
}

/** Read once, and again when a file has changed. */
function remembered({ folder, stores }: ForeignFolder, ranking: Ranking): () => Promise<ForeignReading> {
  let version = ''
  let known: Promise<ForeignReading> | undefined
  return () => {
    const now = stores.map(store => store.version()).join('#')
    if (known && now === version) return known
    version = now
    const fresh = readStores({ folder, stores }, ranking)
    known = fresh
    // What failed is tried again.
    fresh.catch(() => {
      if (known === fresh) known = undefined
    })
    return fresh
  }
}

/** @throws the failure of a store where none can be read */
async function readStores({ folder, stores }: ForeignFolder, ranking: Ranking): Promise<ForeignReading> {
  const parts: ForeignRecords[] = []
  const problems: N4aError[] = []
  for (const [index, store] of stores.entries()) {
    try {
      parts.push(await foreignRecords(await store.read(), { folder, store, index, ranking }))
    } catch (error) {
      if (!(error instanceof N4aError)) throw error
      problems.push(error)
    }
  }
  if (parts.length === 0) throw problems[0]!
  const lost = problems.map(problem => `Left out: ${problem.message}`)
  return {
    manifests: parts
      .flatMap(({ manifests }) => manifests)
      .map(manifest => ({ ...manifest, warnings: [...manifest.warnings, ...lost] })),
    results: parts.flatMap(({ results }) => results),
    predictions: parts.flatMap(({ predictions }) => predictions),
    templates: parts.flatMap(({ templates }) => templates),
    pipelines: new Map(parts.flatMap(({ pipelines }) => [...pipelines])),
    problems: [...problems, ...parts.flatMap(part => part.problems)],
  }
}
