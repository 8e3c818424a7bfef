import type { Lock } from '../files/lock.ts'
import type { Store } from '../layout.ts'
import { type CompactEffort, compactTable } from '../parquet/compact-table.ts'
import { footerKeys, readFooter } from '../parquet/footer.ts'
import { predictionTable } from '../parquet/tables.ts'
import { commitTable } from './commit-table.ts'

/** Write a predictions file anew with few row groups; its keys stay. The lock is that of its dataset. */
export async function compactPredictions(store: Store, lock: Lock, path: string, effort: CompactEffort): Promise<void> {
  const footer = await readFooter(path)
  if (footer === null) return
  const keys = new Map([...footer.keys, [footerKeys.generation, String(footer.generation + 1)]])
  await commitTable(store, lock, path, { footer, copy: false }, file =>
    compactTable(path, predictionTable, file, keys, effort),
  )
}
