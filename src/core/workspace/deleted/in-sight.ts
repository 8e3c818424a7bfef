import type { PredictionRecord } from '../../records/index.ts'
import type { Store } from '../layout.ts'
import { withTable } from '../parquet/read-table.ts'
import { predictionTable } from '../parquet/tables.ts'
import type { SummarizedFile } from '../summary/read-summary.ts'
import { summarizeRows } from '../summary/summarize.ts'
import { deletedRuns } from './deleted-runs.ts'

const cache = new WeakMap<SummarizedFile, { readonly deleted: string; readonly seen: SummarizedFile | null }>()

/**
 * What a footer tells, without the predictions of deleted runs: where it counts some, its rows are read and counted anew,
 * once. Null where there are no others.
 */
export async function inSight(store: Store, file: SummarizedFile): Promise<SummarizedFile | null> {
  const runs = deletedRuns(store.layout)
  if (runs.size === 0 || file.summary?.runs.every(({ id }) => !runs.has(id))) return file
  const deleted = JSON.stringify([...runs].sort())
  const known = cache.get(file)
  if (known?.deleted === deleted) return known.seen
  const seen = await without(store, file, runs)
  cache.set(file, { deleted, seen })
  return seen
}

async function without(store: Store, file: SummarizedFile, runs: ReadonlySet<string>): Promise<SummarizedFile | null> {
  const rows = await withTable(
    file.path,
    predictionTable,
    async ({ rows }) => (await rows()) as unknown as PredictionRecord[],
  )
  const kept = (rows ?? []).filter(({ run_id }) => !runs.has(run_id))
  if (kept.length === 0) return null
  if (kept.length === rows?.length) return file
  const { summary, dataset } = file
  const counted = summary && summarizeRows(dataset, kept, store.ranking, summary.n4a_version)
  return { ...file, num_rows: kept.length, summary: counted }
}
