import type { FileHandle } from 'node:fs/promises'
import type { AsyncBuffer, FileMetaData, ParquetQueryFilter } from 'hyparquet'
import { DamagedFile, N4aError } from '../../errors/index.ts'
import { openRegular } from '../files/regular-file.ts'
import { isMissing } from '../files/storage-failure.ts'
import { type Footer, readFooterOf } from './footer.ts'
import { decompressors, loadReader, parsers } from './libraries.ts'
import { columnDecoder, decodeRow, type Table } from './table.ts'

export interface TableFile {
  readonly footer: Footer
  readonly metadata: FileMetaData
  /** Records that fit all of `equal`, decoded. */
  rows(equal?: Readonly<Record<string, string>>): Promise<Record<string, unknown>[]>
  /** The values of one column, of the rows that fit `equal`. */
  column(name: string, equal?: Readonly<Record<string, string>>): Promise<unknown[]>
}

/** Bytes of a file that is read at once: one read a column would take longer than reading what nobody needs. */
const SMALL = 2 * 1024 * 1024

async function buffer(file: FileHandle, byteLength: number): Promise<AsyncBuffer> {
  const read = async (start: number, end: number): Promise<ArrayBuffer> => {
    const bytes = new ArrayBuffer(end - start)
    await file.read(new Uint8Array(bytes), 0, end - start, start)
    return bytes
  }
  if (byteLength > SMALL) return { byteLength, slice: (start, end = byteLength) => read(start, end) }
  const whole = await read(0, byteLength)
  return { byteLength, slice: (start, end) => whole.slice(start, end) }
}

function filterOf(equal: Readonly<Record<string, string>> = {}): { filter?: ParquetQueryFilter } {
  const conditions = Object.entries(equal).map(([column, value]) => ({ [column]: { $eq: value } }))
  return conditions.length > 0 ? { filter: { $and: conditions } } : {}
}

async function openTable(file: FileHandle, path: string, table: Table): Promise<TableFile> {
  const { parquetMetadataAsync, parquetReadObjects, parquetScan } = await loadReader()
  const source = await buffer(file, (await file.stat()).size)
  const footer = await readFooterOf(file, path)
  const metadata = await parquetMetadataAsync(source)
  const common = { file: source, metadata, compressors: decompressors, parsers }
  const present = new Set(metadata.schema.slice(1).map(({ name }) => name))
  const columns = table.columns.map(({ name }) => name).filter(name => present.has(name))

  /** Column by column, which spares a row of raw values for each record. */
  const allRows = async (): Promise<Record<string, unknown>[]> => {
    const scan = await parquetScan({ ...common, columns })
    const records: Record<string, unknown>[] = []
    for (const range of scan.ranges) {
      const first = records.length
      for (let i = range.rowStart; i < range.rowEnd; i++) records.push({ ...table.empty })
      for (const { name, kind } of table.columns) {
        const values = present.has(name) ? await scan.readColumn({ column: name, ...range }) : []
        const decode = columnDecoder(kind)
        for (let i = 0; first + i < records.length; i++) records[first + i]![name] = decode(values[i])
      }
    }
    return records
  }

  return {
    footer,
    metadata,
    async rows(equal) {
      if (Object.keys(equal ?? {}).length === 0) return allRows()
      const rows = await parquetReadObjects({ ...common, columns, ...filterOf(equal) })
      return rows.map(row => decodeRow(table, row))
    },
    async column(name, equal) {
      if (!equal) {
        const scan = await parquetScan({ ...common, columns: [name] })
        const parts = await Promise.all(scan.ranges.map(range => scan.readColumn({ column: name, ...range })))
        return parts.flatMap(part => Array.from(part))
      }
      const rows = await parquetReadObjects({ ...common, columns: [name], ...filterOf(equal) })
      return rows.map(row => row[name])
    },
  }
}

/**
 * Open a Parquet file and use it. One open file is one version of it, whatever is renamed into its place meanwhile.
 * Null where there is none. @throws DamagedFile
 */
export async function withTable<T>(
  path: string,
  table: Table,
  use: (file: TableFile) => Promise<T>,
): Promise<T | null> {
  let file: FileHandle
  try {
    file = await openRegular(path)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
  try {
    return await use(await openTable(file, path, table))
  } catch (error) {
    // A library that meets bytes it cannot unpack has codes of its own; only the system's errors name a call.
    if (error instanceof N4aError || (error instanceof Error && 'syscall' in error)) throw error
    throw DamagedFile({ path, reason: 'its rows cannot be read' }, { cause: error })
  } finally {
    await file.close()
  }
}
