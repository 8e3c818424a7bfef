import { type FileHandle, open } from 'node:fs/promises'
import * as zlib from 'node:zlib'
import { DamagedFile, N4aError, NodeTooOld } from '../../errors/index.ts'
import { loadReader } from '../parquet/libraries.ts'
import type { Row } from './cells.ts'

/** A page that claims more is not unpacked. */
const LARGEST_PAGE = 1 << 29

const unpacked = (size: number) => ({ maxOutputLength: Math.min(Math.max(size, 1), LARGEST_PAGE) })

const decompressors = {
  GZIP: (bytes: Uint8Array, size: number): Uint8Array => zlib.gunzipSync(bytes, unpacked(size)),
  ZSTD: (bytes: Uint8Array, size: number): Uint8Array => {
    // Node has it since 22.15.
    if (typeof zlib.zstdDecompressSync !== 'function') {
      throw NodeTooOld({ what: 'Parquet files that are compressed with Zstandard', needed: '22.15' })
    }
    return zlib.zstdDecompressSync(bytes, unpacked(size))
  },
}

export interface ParquetRows {
  readonly num_rows: number
  readonly columns: ReadonlySet<string>
  /** Of the wanted columns those that are there; all rows, or those from `from` to before `to`. */
  rows(columns: readonly string[], from?: number, to?: number): Promise<readonly Row[]>
}

/** @throws DamagedFile, NodeTooOld */
export async function withParquet<T>(path: string, use: (file: ParquetRows) => Promise<T>): Promise<T> {
  let file: FileHandle | undefined
  try {
    file = await open(path, 'r')
    const handle = file
    const { parquetMetadataAsync, parquetReadObjects } = await loadReader()
    const { size } = await handle.stat()
    const source = {
      byteLength: size,
      async slice(start: number, end = size) {
        if (!(start >= 0 && end <= size && start <= end)) throw new RangeError('behind the end of the file')
        const bytes = new ArrayBuffer(end - start)
        await handle.read(new Uint8Array(bytes), 0, end - start, start)
        return bytes
      },
    }
    const metadata = await parquetMetadataAsync(source)
    const columns = new Set(metadata.schema.flatMap(({ name }) => name))
    return await use({
      num_rows: Number(metadata.num_rows),
      columns,
      rows: async (wanted, rowStart, rowEnd) =>
        parquetReadObjects({
          file: source,
          metadata,
          columns: wanted.filter(name => columns.has(name)),
          compressors: decompressors,
          ...(rowStart !== undefined && { rowStart }),
          ...(rowEnd !== undefined && { rowEnd }),
        }),
    })
  } catch (error) {
    if (error instanceof N4aError || (error instanceof Error && 'syscall' in error)) throw error
    throw DamagedFile({ path, reason: 'it is no whole Parquet file' }, { cause: error })
  } finally {
    await file?.close()
  }
}

/** A list of numbers, however deep; nothing where there is none. */
export function numbers(value: unknown): Float64Array {
  const flat: number[] = []
  const walk = (item: unknown): void => {
    if (Array.isArray(item) || (ArrayBuffer.isView(item) && !(item instanceof DataView))) {
      for (const inner of item as unknown as Iterable<unknown>) walk(inner)
    } else flat.push(item === null || item === undefined || item === '' ? Number.NaN : Number(item))
  }
  if (value !== null && value !== undefined) walk(value)
  return Float64Array.from(flat)
}
