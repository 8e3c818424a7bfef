import type { FileHandle } from 'node:fs/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { FileMetaData } from 'hyparquet'
import { joinFooters } from './join-footers.ts'
import { loadWriter } from './libraries.ts'
import { columnData, type Table } from './table.ts'

/** Rows held in memory before they become a row group. */
const ROW_GROUP = 10_000

export interface TableWriter {
  write(rows: readonly object[]): Promise<void>
  /** Write the footer, and make the file durable. Returns how many row groups it has. */
  finish(keys: ReadonlyMap<string, string>): Promise<number>
}

/** What stands in a file already, and where its footer begins. */
export interface TableBase {
  readonly schema: FileMetaData['schema']
  /** FileMetaData, its length and the mark of Parquet, as they stand in the file. */
  readonly footer: Buffer
  readonly start: number
}

/**
 * Writes Parquet into an open file: from its beginning, or row groups behind those of `base`, over its old footer. The
 * file must be private until `finish`.
 */
export async function openTableWriter(file: FileHandle, table: Table, base: TableBase | null): Promise<TableWriter> {
  const { ByteWriter, ParquetWriter, schemaFromColumnData } = await loadWriter()
  const bytes = new ByteWriter()
  const parquet = new ParquetWriter({
    writer: bytes,
    schema: base?.schema ?? schemaFromColumnData({ columnData: columnData(table, []) }),
    // A page turned reads thousands of small chunks: gzip would take a tenth off the file, and longer for each than all the rest.
    codec: 'SNAPPY',
    statisticsTruncateLength: 120,
    createdBy: 'n4a',
  })
  let position = 0
  let waiting: object[] = []
  if (base) {
    // The row groups that stand in the file keep their places; the writer goes on behind them and knows only its own.
    bytes.index = 0
    bytes.offset = base.start
    position = base.start
  }

  const drain = () => put(bytes.getBytes())

  const put = async (ready: Uint8Array): Promise<void> => {
    for (let done = 0; done < ready.length; ) {
      const { bytesWritten } = await file.write(ready, done, ready.length - done, position + done)
      done += bytesWritten
    }
    position += ready.length
    bytes.index = 0
  }

  const writeGroup = async (): Promise<void> => {
    const rows = waiting
    waiting = []
    if (rows.length === 0) return
    await parquet.write({ columnData: columnData(table, rows), rowGroupSize: rows.length })
    await drain()
    // Encoding is the long part; a screen in this process goes on drawing between row groups.
    await nextTurn()
  }

  return {
    async write(rows) {
      for (const row of rows) {
        waiting.push(row)
        if (waiting.length >= ROW_GROUP) await writeGroup()
      }
    },
    async finish(keys) {
      await writeGroup()
      parquet.kvMetadata = [...keys].map(([key, value]) => ({ key, value }))
      await parquet.finish()
      let row_groups = parquet.row_groups.length
      if (base) {
        const joined = joinFooters(base.footer.subarray(0, -8), Buffer.from(bytes.getBytes()).subarray(0, -8))
        row_groups = joined.row_groups
        await put(joined.bytes)
      } else await drain()
      await file.truncate(position)
      await file.sync()
      return row_groups
    },
  }
}
