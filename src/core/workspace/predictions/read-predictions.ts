import { type PredictionRecord, predictionRecord } from '../../records/index.ts'
import { segmentKey } from '../checkpoint/applied-segments.ts'
import { deletedRuns } from '../deleted/deleted-runs.ts'
import type { Layout } from '../layout.ts'
import type { Omissions } from '../omissions.ts'
import { withTable } from '../parquet/read-table.ts'
import { predictionTable } from '../parquet/tables.ts'
import { runFolders } from '../runs/run-manifest.ts'
import { type UnappliedLine, unappliedLines } from '../runs/run-results.ts'
import { candidateFiles, predictionFiles } from './prediction-files.ts'

/** Which predictions; those fit that have all the given values. */
export interface PredictionFilter {
  readonly dataset?: string
  readonly run_id?: string
  readonly result_id?: string
  readonly partition?: string
}

/**
 * Recorded predictions, each once: those in the Parquet files, then those that still stand in segments. A damaged file is
 * passed over and noted, unless it is that of the dataset that was asked for.
 * @throws DamagedFile
 */
export async function readPredictions(
  layout: Layout,
  omissions: Omissions,
  filter: PredictionFilter = {},
): Promise<PredictionRecord[]> {
  const equal = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
  const deleted = deletedRuns(layout)
  const tails = await readTails(layout, omissions, filter)
  const found = new Map<string, PredictionRecord>()
  const applied: Record<string, Readonly<Record<string, number>>> = {}
  for (const path of filter.dataset === undefined ? predictionFiles(layout) : candidateFiles(layout, filter.dataset)) {
    const read = () =>
      withTable(path, predictionTable, async ({ rows, footer }) => {
        for (const row of (await rows(equal)) as unknown as PredictionRecord[]) {
          if (!deleted.has(row.run_id)) found.set(row.id, row)
        }
        applied[footer.keys.get('n4a_dataset') ?? ''] = footer.applied
      })
    if (filter.dataset !== undefined) await read()
    else await omissions.past('damaged_table', path, read, () => null)
  }
  for (const { run_id, segment, end, line } of tails) {
    const { result, models, predictions } = line
    if (end <= (applied[result.dataset]?.[segmentKey(run_id, segment)] ?? 0)) continue
    for (const part of predictions) {
      const record = predictionRecord(result, models, part)
      const fits = Object.entries(equal).every(([field, value]) => record[field as keyof PredictionRecord] === value)
      if (fits && !found.has(record.id)) found.set(record.id, record)
    }
  }
  return [...found.values()]
}

export type TailLine = UnappliedLine & { readonly run_id: string }

/** Lines of segments that may hold what is wanted. */
export async function readTails(layout: Layout, omissions: Omissions, filter: PredictionFilter): Promise<TailLine[]> {
  const tails: TailLine[] = []
  const runs = runFolders(layout).filter(id => filter.run_id === undefined || id === filter.run_id)
  for (const run_id of runs) {
    for await (const unapplied of unappliedLines(layout.run(run_id), omissions)) {
      const { id, dataset } = unapplied.line.result
      const wanted =
        (filter.dataset === undefined || dataset === filter.dataset) &&
        (filter.result_id === undefined || id === filter.result_id)
      if (wanted) tails.push({ ...unapplied, run_id })
    }
  }
  return tails
}
