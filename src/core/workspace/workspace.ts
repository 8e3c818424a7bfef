import { statSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { WorkspaceNotWritable } from '../errors/index.ts'
import type {
  ArraySlice,
  PredictionRecord,
  PredictionSummary,
  ResultRecord,
  WorkspaceProblem,
} from '../records/index.ts'
import { readArray } from './arrays/read-array.ts'
import { openCare, type WorkspaceCare } from './care/workspace-care.ts'
import { checkpointRun } from './checkpoint/checkpoint-run.ts'
import { type DatasetRegistry, openRegistry } from './datasets/dataset-registry.ts'
import { sweepTemporaries, temporaryPath } from './files/atomic-file.ts'
import { makeFolder } from './files/make-folder.ts'
import { reading, writing } from './files/storage-failure.ts'
import { openForeign } from './foreign/foreign-workspace.ts'
import { findForeign } from './foreign/open-foreign.ts'
import { type Layout, layoutOf, type Store } from './layout.ts'
import { openTemplateLibrary, type TemplateLibrary } from './library/template-library.ts'
import { type MarkStore, openMarks } from './marks/mark-store.ts'
import { readOwnMetrics, saveOwnMetric } from './metrics/own-metrics.ts'
import { type ModelStore, openModelStore } from './models/model-store.ts'
import { omissionsOf } from './omissions.ts'
import type { PredictionBlock } from './predictions/prediction-block.ts'
import { predictionBlocks } from './predictions/prediction-blocks.ts'
import { type PredictionFilter, readPredictions } from './predictions/read-predictions.ts'
import { writeResultManifests } from './runs/result-manifests.ts'
import { readManifests } from './runs/run-manifest.ts'
import { openRunStore, type RunStore } from './runs/run-store.ts'
import { readSummaries, readSummary, type SummarizedFile } from './summary/read-summary.ts'
import type { Ranking } from './summary/summarize.ts'
import { type OwnColumn, saveTable } from './tables/save-table.ts'
import { openViews, type ViewStore } from './views/view-store.ts'

export interface WorkspaceOptions {
  /** Lower is better after it: what top lists are ordered by. Default: the score itself. */
  readonly ranking?: Ranking
  /** Called at the named moments of a write, for tests that kill the process there. */
  readonly onStep?: (step: string) => void
}

/** A folder of runs. Readers take no locks and see what is durable; every writer may be killed at any moment. */
export interface Workspace {
  readonly path: string
  /** Create the folders, and prove that they can be written. @throws WorkspaceNotWritable, DiskFull */
  prepare(): Promise<void>
  exists(): boolean
  readonly runs: RunStore
  readonly datasets: DatasetRegistry
  readonly templates: TemplateLibrary
  readonly models: ModelStore
  readonly marks: MarkStore
  readonly views: ViewStore
  /** Of all runs, newest run first; what is damaged is left out and told by `omissions`. */
  results(): Promise<readonly ResultRecord[]>
  predictions(filter?: PredictionFilter): Promise<readonly PredictionRecord[]>
  /** The same in blocks, of which single columns can be read. */
  predictionBlocks(filter?: PredictionFilter): Promise<readonly PredictionBlock[]>
  /** @throws DamagedFile */
  readArray(slice: ArraySlice): Promise<Float64Array>
  /** From the footer alone; null where the dataset has no predictions in a checkpoint yet. */
  summary(dataset: string): Promise<PredictionSummary | null>
  /** Of all predictions files, by dataset. */
  summaries(): Promise<readonly SummarizedFile[]>
  /** Move what segments hold into the Parquet files; safe at any time, in any process. Default: of all runs. */
  checkpoint(run_id?: string): Promise<void>
  writeResultManifests(run_id: string, results: readonly ResultRecord[]): Promise<void>
  /** Keep a table of a program's own; the same again is the same file. Its path. */
  saveTable(name: string, columns: readonly OwnColumn[]): Promise<string>
  /** Keep what a metric of a program's own says of itself. */
  saveOwnMetric(name: string, card: object): Promise<void>
  /** What was kept, unchecked; does not wait. */
  ownMetrics(): readonly unknown[]
  readonly care: WorkspaceCare
  /** Files that listings over all runs or datasets had to leave out so far, and why. */
  omissions(): readonly WorkspaceProblem[]
}

/** Cheap: nothing is created, and of what is there only names are looked at. One of the Python library is read-only. */
export function openWorkspace(path: string, options: WorkspaceOptions = {}): Workspace {
  const root = resolve(path)
  const foreign = findForeign(root)
  if (!foreign) return openOwn(root, options)
  return openForeign(foreign, openOwn(foreign.folder, options), options.ranking ?? ((_metric, score) => score))
}

function openOwn(path: string, options: WorkspaceOptions): Workspace {
  const layout = layoutOf(resolve(path))
  const store: Store = {
    layout,
    ranking: options.ranking ?? ((_metric, score) => score),
    onStep: options.onStep ?? (() => undefined),
    omissions: omissionsOf(),
  }
  const { omissions } = store
  const write = <T>(work: () => T | Promise<T>) => writing(layout.root, work)
  const read = <T>(work: () => Promise<T>) => reading(layout.root, work)
  const runIds = async () => (await readManifests(layout, omissions)).map(({ id }) => id)
  const datasets = openRegistry(store)
  const runs = openRunStore(store)

  return {
    path: layout.root,
    prepare: () => write(() => prepare(layout)),
    exists: () => statSync(layout.runs, { throwIfNoEntry: false })?.isDirectory() ?? false,
    runs,
    datasets,
    templates: openTemplateLibrary(layout.templateLibrary, 'workspace'),
    models: openModelStore(store, write),
    marks: openMarks(layout.root, layout.marks, omissions),
    views: openViews(layout.root, layout.views, omissions),
    results: () =>
      read(async () => {
        const results: ResultRecord[] = []
        for (const id of await runIds()) results.push(...(await runs.readableResults(id)))
        return results
      }),
    predictions: filter => read(() => readPredictions(layout, omissions, filter)),
    predictionBlocks: filter => read(() => predictionBlocks(layout, omissions, filter)),
    readArray: slice => read(() => readArray(layout, slice)),
    summary: dataset => read(() => readSummary(store, dataset)),
    summaries: () => read(() => readSummaries(store)),
    checkpoint: run_id =>
      write(async () => {
        for (const id of run_id === undefined ? await runIds() : [run_id]) await checkpointRun(store, id)
      }),
    writeResultManifests: (run_id, results) => write(() => writeResultManifests(layout, run_id, results)),
    saveTable: (name, columns) =>
      write(async () => {
        await prepare(layout)
        return saveTable(layout.tables, name, columns)
      }),
    saveOwnMetric: (name, card) => write(() => saveOwnMetric(layout.metrics, name, card)),
    ownMetrics: () => readOwnMetrics(layout.root, layout.metrics, omissions),
    care: openCare(store, datasets),
    omissions: () => omissions.list(),
  }
}

async function prepare({ root, runs, predictions, arrays }: Layout): Promise<void> {
  const parent = statSync(dirname(root), { throwIfNoEntry: false })
  if (!parent) throw WorkspaceNotWritable({ path: root, reason: 'the folder it would stand in does not exist' })
  const there = statSync(root, { throwIfNoEntry: false })
  if (there && !there.isDirectory()) throw WorkspaceNotWritable({ path: root, reason: 'it is a file, not a folder' })
  for (const folder of [root, runs, predictions, arrays]) makeFolder(folder)
  // Permissions, quotas and read-only mounts all show only when something is really written.
  for (const folder of [root, runs, predictions, arrays]) {
    const probe = temporaryPath(join(folder, 'probe'))
    writeFileSync(probe, 'n4a')
    unlinkSync(probe)
    await sweepTemporaries(folder)
  }
}
