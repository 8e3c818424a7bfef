import type { FileHandle } from 'node:fs/promises'
import { readFile } from 'node:fs/promises'

const ROW_GROUP = 100_000

/** Write the rows of a Parquet file into another with as few row groups as they need, and these keys in its footer. */
export async function compactTable(path: string, file: FileHandle, keys: ReadonlyMap<string, string>): Promise<void> {
  const { Compression, readParquet, WriterPropertiesBuilder, writeParquet } = await import('parquet-wasm')
  const properties = new WriterPropertiesBuilder()
    .setCompression(Compression.SNAPPY)
    .setMaxRowGroupSize(ROW_GROUP)
    .setCreatedBy('n4a')
    .setKeyValueMetadata(new Map(keys))
    .build()
  await file.writeFile(writeParquet(readParquet(await readFile(path)), properties))
  await file.sync()
}
