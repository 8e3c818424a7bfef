import { type FileHandle, readFile } from 'node:fs/promises'
import type { Table } from './table.ts'

/** Rows of a row group of a file that was written anew. */
export const COMPACT_ROW_GROUP = 100_000

/** `fast`: Snappy; `small`: gzip, which takes 2.5 times as long and 0.6 of the room. */
export type CompactEffort = 'fast' | 'small'

/** Write the rows of a Parquet file into another with as few row groups as they need, and these keys in its footer. */
export async function compactTable(
  path: string,
  table: Table,
  file: FileHandle,
  keys: ReadonlyMap<string, string>,
  effort: CompactEffort,
): Promise<void> {
  const { Compression, EnabledStatistics, readParquet, WriterPropertiesBuilder, writeParquet } = await import(
    'parquet-wasm'
  )
  const properties = new WriterPropertiesBuilder()
    .setCompression(effort === 'fast' ? Compression.SNAPPY : Compression.GZIP)
    .setMaxRowGroupSize(COMPACT_ROW_GROUP)
    .setCreatedBy('n4a')
    .setKeyValueMetadata(new Map(keys))
    .setStatisticsEnabled(EnabledStatistics.None)
  const indexed = table.columns
    .filter(column => column.indexed)
    .reduce((all, { name }) => all.setColumnStatisticsEnabled(name, EnabledStatistics.Chunk), properties)
  await file.writeFile(writeParquet(readParquet(await readFile(path)), indexed.build()))
  await file.sync()
}
