import { rm } from 'node:fs/promises'
import { type PredictionRecord, schemaVersion } from '../../records/index.ts'
import { datasetOf } from '../care/dataset-of.ts'
import { commitTable } from '../checkpoint/commit-table.ts'
import { byResult } from '../checkpoint/old-predictions.ts'
import { syncDirectory } from '../files/atomic-file.ts'
import { assertHeld, locked } from '../files/lock.ts'
import type { Store } from '../layout.ts'
import { footerKeys, readFooter } from '../parquet/footer.ts'
import { withTable } from '../parquet/read-table.ts'
import { predictionTable } from '../parquet/tables.ts'
import { openTableWriter } from '../parquet/write-table.ts'
import { predictionLock } from '../predictions/prediction-files.ts'
import { summaryOf } from '../summary/read-summary.ts'
import { summarizeRows } from '../summary/summarize.ts'

/** Write a predictions file without the rows of some runs, and its summary with it; one that holds no others goes. */
export async function dropRows(store: Store, path: string, runs: ReadonlySet<string>): Promise<void> {
  const footer = await readFooter(path)
  if (!footer || summaryOf(footer)?.runs.every(({ id }) => !runs.has(id))) return
  const dataset = await datasetOf(path, footer)
  await locked(predictionLock(store.layout, dataset), path, async lock => {
    const old = await withTable(path, predictionTable, async ({ footer, rows }) => ({
      footer,
      rows: (await rows()) as unknown as PredictionRecord[],
    }))
    if (!old) return
    const kept = old.rows.filter(({ run_id }) => !runs.has(run_id))
    if (kept.length === old.rows.length) return
    if (kept.length === 0) {
      assertHeld(lock, path)
      await rm(path)
      return syncDirectory(store.layout.predictions)
    }
    const { keys, generation, applied } = old.footer
    const left = Object.entries(applied).filter(([key]) => !runs.has(key.split('/')[0] ?? ''))
    const n4a_version = keys.get(footerKeys.n4a_version) ?? 'unknown'
    await commitTable(store, lock, path, { footer: old.footer, copy: false }, async file => {
      const writer = await openTableWriter(file, predictionTable, null)
      for (const rows of byResult(kept)) await writer.write(rows)
      await writer.finish(
        new Map([
          [footerKeys.schema_version, schemaVersion],
          [footerKeys.n4a_version, n4a_version],
          [footerKeys.dataset, dataset],
          [footerKeys.generation, String(generation + 1)],
          [footerKeys.segments, JSON.stringify(Object.fromEntries(left))],
          [footerKeys.summary, JSON.stringify(summarizeRows(dataset, kept, store.ranking, n4a_version))],
        ]),
      )
    })
  })
}
