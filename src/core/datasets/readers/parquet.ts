import { DamagedTable, N4aError, UnsupportedTable } from '../../errors/index.ts'
import type { Table } from '../table.ts'
import { tableOfArrow } from './arrow-columns.ts'
import { checkCells, checkExpansion } from './expansion-limit.ts'
import type { DatasetReader } from './reader.ts'

const format = 'Parquet file'
const magic = 'PAR1'

/**
 * Parquet with flat columns, in any of its usual compressions (none, Snappy, gzip, Zstandard, LZ4, Brotli).
 *
 * The footer is read first, so that what a file claims is weighed before anything is unpacked.
 *
 * @see Apache Parquet format 2.10
 */
export const parquetReader: DatasetReader = {
  id: 'parquet',
  extensions: ['.parquet', '.pq'],
  recognizes: bytes => bytes.toString('latin1', 0, 4) === magic,
  read: readParquet,
}

async function readParquet(bytes: Buffer): Promise<Table> {
  const [start, end] = [bytes.toString('latin1', 0, 4), bytes.toString('latin1', Math.max(0, bytes.length - 4))]
  if (end === 'PARE') throw UnsupportedTable({ what: 'an encrypted table', instead: 'Write it without encryption.' })
  if (bytes.length < 12 || start !== magic) throw DamagedTable({ format, reason: 'it does not start with PAR1' })
  if (end !== magic) throw DamagedTable({ format, reason: 'it does not end with PAR1' })
  const [hyparquet, arrow, parquet] = await Promise.all([
    import('hyparquet'),
    import('apache-arrow'),
    import('parquet-wasm'),
  ])
  try {
    weigh(hyparquet.parquetMetadata(new Uint8Array(bytes)), bytes.length)
    const stream = parquet.readParquet(bytes).intoIPCStream()
    return tableOfArrow(arrow, arrow.tableFromIPC(stream), format, bytes.length)
  } catch (error) {
    if (error instanceof N4aError) throw error
    throw DamagedTable({ format, reason: 'its columns cannot be unpacked' }, { cause: error })
  }
}

type Metadata = ReturnType<typeof import('hyparquet')['parquetMetadata']>

/** @throws TableTooLarge, DamagedTable */
function weigh({ num_rows, row_groups, schema }: Metadata, bytes: number): void {
  const rows = Number(num_rows)
  const inGroups = row_groups.reduce((total, group) => total + Number(group.num_rows), 0)
  if (!(rows >= 0) || rows !== inGroups) {
    throw DamagedTable({ format, reason: `it announces ${rows} rows, and ${inGroups} in its groups` })
  }
  checkCells(rows, schema.length - 1, bytes)
  const sizes = row_groups.flatMap(({ columns }) => columns.map(column => column.meta_data?.total_uncompressed_size))
  checkExpansion(
    bytes,
    sizes.reduce((total, size) => total + Math.max(0, Number(size ?? 0)), 0),
  )
}
