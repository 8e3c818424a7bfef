import { type RunManifest, schemaVersion } from '../../records/index.ts'
import type { Lock } from '../files/lock.ts'
import type { Store } from '../layout.ts'
import { footerKeys, readFooter } from '../parquet/footer.ts'
import { resultTable } from '../parquet/tables.ts'
import { openTableWriter } from '../parquet/write-table.ts'
import { mergeResults } from '../runs/merge-results.ts'
import { storedResults } from '../runs/run-results.ts'
import { commitTable } from './commit-table.ts'
import type { Pending } from './pending-lines.ts'

/**
 * Rewrite `results.parquet` with the pending results and refits. It comes after the predictions of all datasets: what it
 * says is applied has been applied everywhere.
 */
export async function applyResults(store: Store, lock: Lock, manifest: RunManifest, pending: Pending): Promise<void> {
  const run = store.layout.run(manifest.id)
  const footer = await readFooter(run.results)
  const { results, applied, generation } = await storedResults(run)
  mergeResults(
    results,
    pending.lines.map(({ recorded }) => recorded),
  )
  await commitTable(store, lock, run.results, { footer, copy: false }, async file => {
    const writer = await openTableWriter(file, resultTable, null)
    await writer.write([...results.values()])
    await writer.finish(
      new Map([
        [footerKeys.schema_version, schemaVersion],
        [footerKeys.n4a_version, manifest.n4a_version],
        [footerKeys.segments, JSON.stringify({ ...applied, ...pending.ends })],
        [footerKeys.generation, String(generation + 1)],
      ]),
    )
  })
}
