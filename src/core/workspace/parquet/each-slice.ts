import type { ArraySlice } from '../../records/index.ts'
import { type TableFile, withTable } from './read-table.ts'
import { predictionTable } from './tables.ts'

const sliceFields = ['y_true', 'y_pred', 'sample_indices', 'y_proba'] as const

/** Every array that a predictions file points to, with the run whose prediction does; null in a file without that column. */
export async function eachSlice(path: string, use: (slice: ArraySlice, run_id: string | null) => void): Promise<void> {
  await withTable(path, predictionTable, async ({ metadata, column }) => {
    const present = presentColumns(metadata)
    const runs = present.has('run_id') ? await column('run_id') : null
    for (const field of sliceFields) {
      const names = [`${field}_array_id`, `${field}_offset`, `${field}_length`]
      if (!names.every(name => present.has(name))) continue
      const [ids, offsets, lengths] = await Promise.all(names.map(name => column(name)))
      for (const [i, id] of ids!.entries()) {
        // A file of another program may leave arrays out.
        if (id === null || id === undefined) continue
        const run = runs ? String(runs[i]) : null
        use({ array_id: String(id), offset: Number(offsets![i]), length: Number(lengths![i]) }, run)
      }
    }
  })
}

/** Another version or program may leave columns out. */
export function presentColumns(metadata: TableFile['metadata']): ReadonlySet<string> {
  return new Set(metadata.schema.slice(1).map(({ name }) => name))
}
