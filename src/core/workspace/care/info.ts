import { N4aError } from '../../errors/index.ts'
import { type RunStatus, runStatuses, type WorkspaceInfo } from '../../records/index.ts'
import { segmentKey } from '../checkpoint/applied-segments.ts'
import type { DatasetRegistry } from '../datasets/dataset-registry.ts'
import { deletedRuns } from '../deleted/deleted-runs.ts'
import { inSight } from '../deleted/in-sight.ts'
import { readingFailure } from '../files/storage-failure.ts'
import type { Store } from '../layout.ts'
import { type Footer, readFooter } from '../parquet/footer.ts'
import { nameOfFile, predictionFiles } from '../predictions/prediction-files.ts'
import { isRun, readManifest, runFolders } from '../runs/run-manifest.ts'
import { readResults, unappliedLines } from '../runs/run-results.ts'
import { summarized } from '../summary/read-summary.ts'
import { datasetIn } from './dataset-of.ts'
import { measure } from './measure.ts'
import { summaryFault } from './summary-fault.ts'

interface Tail {
  readonly key: string
  readonly end: number
  readonly dataset: string
  /** The same result may have been recorded by two processes. */
  readonly recorded: string
  readonly predictions: number
}

/** Count what a workspace holds; no row of a Parquet file is read, except of runs with segments. */
export async function workspaceInfo(store: Store, registry: DatasetRegistry): Promise<WorkspaceInfo> {
  const { layout } = store
  const runs = Object.fromEntries(runStatuses.map(status => [status, 0])) as Record<RunStatus, number>
  const unreadable: string[] = []
  const readable = async <T>(path: string, read: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await read()
    } catch (error) {
      if (!(readingFailure(error, path) instanceof N4aError)) throw error
      unreadable.push(path)
      return undefined
    }
  }
  const tails: Tail[] = []
  let results = 0
  for (const id of runFolders(layout)) {
    const run = layout.run(id)
    const manifest = await readable(run.manifest, () => readManifest(layout, id))
    if (!manifest) {
      // Another program's folder.
      if (!isRun(layout, id)) unreadable.pop()
      continue
    }
    runs[manifest.status] += 1
    await readable(run.results, async () => {
      const unapplied: Tail[] = []
      for await (const { segment, end, line } of unappliedLines(run)) {
        const { id: result, dataset } = line.result
        const recorded = `${line.type} ${result}`
        unapplied.push({ key: segmentKey(id, segment), end, dataset, recorded, predictions: line.predictions.length })
      }
      const stored = (await readFooter(run.results))?.num_rows ?? 0
      results += unapplied.length === 0 ? stored : (await readResults(run)).length
      tails.push(...unapplied)
    })
  }
  const footers = new Map<string, Footer>()
  const files_without_summary: string[] = []
  let stored = 0
  for (const path of predictionFiles(layout)) {
    const footer = await readable(path, () => readFooter(path))
    if (!footer) continue
    footers.set(datasetIn(footer) ?? nameOfFile(path), footer)
    stored += (await inSight(store, summarized(path, footer)))?.num_rows ?? 0
    if (summaryFault(footer) !== null) files_without_summary.push(path)
  }
  const datasets = await readable(layout.datasets, () => registry.registered())
  return {
    path: layout.root,
    runs,
    results,
    deleted_runs: deletedRuns(layout).size,
    predictions: stored + countTails(tails, footers),
    datasets: datasets?.length ?? 0,
    bytes: await measure(layout),
    files_without_summary,
    unapplied_segments: new Set(tails.map(({ key }) => key)).size,
    unreadable_files: unreadable,
  }
}

/** Predictions of lines that the file of their dataset does not hold yet, each once. */
function countTails(tails: readonly Tail[], footers: ReadonlyMap<string, Footer>): number {
  const counted = new Map<string, number>()
  for (const { key, end, dataset, recorded, predictions } of tails) {
    if (end > (footers.get(dataset)?.applied[key] ?? 0)) counted.set(recorded, predictions)
  }
  return [...counted.values()].reduce((sum, predictions) => sum + predictions, 0)
}
