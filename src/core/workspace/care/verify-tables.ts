import { DamagedFile } from '../../errors/index.ts'
import { presentColumns } from '../parquet/each-slice.ts'
import { type TableFile, withTable } from '../parquet/read-table.ts'
import type { Table } from '../parquet/table.ts'

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
