import { gzipSync } from 'node:zlib'
import type { ExportFormat } from './export-format.ts'
import { type Columns, columnsOf, flatRow } from './flat-table.ts'

/** Columns of doubles, of booleans or of texts; what is not there is null. */
async function parquetOf(columns: Columns): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import('hyparquet-writer')
  const columnData = Object.entries(columns).map(([name, values]) => {
    const cells =
      values instanceof Float64Array ? Array.from(values, value => (Number.isNaN(value) ? null : value)) : values
    const kind =
      values instanceof Float64Array
        ? 'DOUBLE'
        : cells.every(cell => cell === null || typeof cell === 'boolean') && cells.some(cell => cell !== null)
          ? 'BOOLEAN'
          : 'STRING'
    const data = kind === 'STRING' ? cells.map(cell => (cell === null ? null : String(cell))) : cells
    return { name, data: [...data] as (string | number | boolean | null)[], type: kind, nullable: true } as const
  })
  const compressors = { GZIP: (bytes: Uint8Array): Uint8Array => gzipSync(bytes) }
  return new Uint8Array(parquetWriteBuffer({ columnData, codec: 'GZIP', compressors }))
}

export const parquet: ExportFormat = {
  name: 'parquet',
  label: 'Parquet, a typed column for each field',
  extensions: ['.parquet'],
  text: false,
  write: async ({ records }) => parquetOf(columnsOf(records.map(flatRow))),
}
