import { DamagedFile } from '../../errors/index.ts'
import type { ArraySlice } from '../../records/index.ts'
import { type TableFile, withTable } from '../parquet/read-table.ts'
import type { Table } from '../parquet/table.ts'
import { predictionTable } from '../parquet/tables.ts'

/** Read every column that n4a knows, one after the other, so that memory holds one. @throws DamagedFile */
export async function verifyTable(path: string, table: Table): Promise<void> {
  await withTable(path, table, file => verifyColumns(path, table, file))
}

async function verifyColumns(path: string, table: Table, { footer, metadata, column }: TableFile): Promise<void> {
  const present = presentColumns(metadata)
  for (const { name, kind } of table.columns.filter(({ name }) => present.has(name))) {
    const values = await column(name)
    if (values.length !== footer.num_rows)
      throw DamagedFile({ path, reason: `column ${name} has ${values.length} of ${footer.num_rows} values` })
    if (kind === 'json') for (const value of values) if (typeof value === 'string') JSON.parse(value)
  }
}

/** Another version or program may leave columns out. */
export function presentColumns(metadata: TableFile['metadata']): ReadonlySet<string> {
  return new Set(metadata.schema.slice(1).map(({ name }) => name))
}

const sliceFields = ['y_true', 'y_pred', 'sample_indices'] as const

/** Every array that a predictions file points to. */
export async function eachSlice(path: string, use: (slice: ArraySlice) => void): Promise<void> {
  await withTable(path, predictionTable, async ({ metadata, column }) => {
    const present = presentColumns(metadata)
    for (const field of sliceFields) {
      const names = [`${field}_array_id`, `${field}_offset`, `${field}_length`]
      if (!names.every(name => present.has(name))) continue
      const [ids, offsets, lengths] = await Promise.all(names.map(name => column(name)))
      for (const [i, id] of ids!.entries()) {
        // A file of another program may leave arrays out.
        if (id === null || id === undefined) continue
        use({ array_id: String(id), offset: Number(offsets![i]), length: Number(lengths![i]) })
      }
    }
  })
}
