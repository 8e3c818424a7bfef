import {
  type PredictionRecord,
  type RebuiltSummary,
  schemaVersion,
  type WorkspaceProgress,
} from '../../records/index.ts'
import { commitTable } from '../checkpoint/commit-table.ts'
import { type Lock, locked } from '../files/lock.ts'
import type { Store } from '../layout.ts'
import { footerKeys, readFooter } from '../parquet/footer.ts'
import { withTable } from '../parquet/read-table.ts'
import { rawFooter, schemaOf } from '../parquet/scanned-file.ts'
import { predictionTable } from '../parquet/tables.ts'
import { openTableWriter } from '../parquet/write-table.ts'
import { predictionFiles, predictionLock } from '../predictions/prediction-files.ts'
import { summarizeRows } from '../summary/summarize.ts'
import { datasetOf } from './dataset-of.ts'
import { eachReadable } from './each-readable.ts'
import { summaryFault } from './summary-fault.ts'

/** Give each predictions file whose summary is missing or wrong one that was counted from its rows. @throws DamagedFile, after the others */
export async function rebuildSummaries(
  store: Store,
  n4a_version: string,
  onProgress: (progress: WorkspaceProgress) => void,
): Promise<RebuiltSummary[]> {
  const rebuilt: RebuiltSummary[] = []
  const paths = predictionFiles(store.layout)
  await eachReadable(paths, async (path, done) => {
    const footer = await readFooter(path)
    if (footer && summaryFault(footer) !== null) {
      const dataset = await datasetOf(path, footer)
      const lockPath = predictionLock(store.layout, dataset)
      const one = await locked(lockPath, path, lock => rebuild(store, lock, path, dataset, n4a_version))
      if (one) rebuilt.push(one)
    }
    onProgress({ done: done + 1, total: paths.length, path })
  })
  return rebuilt
}

/** The row groups stay as they are, byte for byte; only the footer behind them changes. */
async function rebuild(
  store: Store,
  lock: Lock,
  path: string,
  dataset: string,
  n4a_version: string,
): Promise<RebuiltSummary | null> {
  const read = await withTable(path, predictionTable, async ({ footer, rows }) => {
    // Another process may have been here before the lock was ours.
    const reason = summaryFault(footer)
    return reason === null ? null : { footer, reason, rows: (await rows()) as unknown as PredictionRecord[] }
  })
  if (!read) return null
  const { footer, reason, rows } = read
  const raw = await rawFooter(path)
  const base = { schema: await schemaOf(path, raw), footer: raw, start: footer.start }
  const summary = summarizeRows(dataset, rows, store.ranking, n4a_version)
  await commitTable(store, lock, path, { footer, copy: true }, async file => {
    const writer = await openTableWriter(file, predictionTable, base)
    await writer.finish(
      new Map([
        ...footer.keys,
        [footerKeys.schema_version, schemaVersion],
        [footerKeys.n4a_version, n4a_version],
        [footerKeys.dataset, dataset],
        [footerKeys.generation, String(footer.generation + 1)],
        [footerKeys.summary, JSON.stringify(summary)],
      ]),
    )
  })
  return { path, dataset, num_rows: footer.num_rows, reason }
}
