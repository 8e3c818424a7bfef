import type { FileHandle } from 'node:fs/promises'
import { DamagedFile } from '../../errors/index.ts'
import { openRegular } from '../files/regular-file.ts'
import { isMissing } from '../files/storage-failure.ts'
import { keyValues } from './thrift-key-values.ts'

/** Bytes read at once from the end of a file: covers the footers of files that are not huge. */
const TAIL = 64 * 1024
const MAGIC = 0x31524150

/** Keys that n4a keeps in the footers of its Parquet files. */
export const footerKeys = {
  schema_version: 'n4a_schema_version',
  n4a_version: 'n4a_version',
  dataset: 'n4a_dataset',
  summary: 'n4a_summary',
  /** Segment → bytes of it that are applied in this file. */
  segments: 'n4a_segments',
  /** Counts the versions of the file: a writer commits only onto the one it has read. */
  generation: 'n4a_generation',
} as const

export interface Footer {
  readonly num_rows: number
  readonly keys: ReadonlyMap<string, string>
  /** Where the row groups end and the footer begins. */
  readonly start: number
  readonly generation: number
  readonly applied: Readonly<Record<string, number>>
}

/** A string, a number… of the footer, from a file that is open. @throws DamagedFile */
export async function readFooterOf(file: FileHandle, path: string): Promise<Footer> {
  const { size } = await file.stat()
  const damaged = (reason: string, options?: ErrorOptions) => DamagedFile({ path, reason }, options)
  if (size < 12) throw damaged('it is too short for a Parquet file')
  let tail = await readAt(file, Math.max(0, size - TAIL), Math.min(TAIL, size))
  if (tail.readUInt32LE(tail.length - 4) !== MAGIC) throw damaged('it does not end as a Parquet file')
  const length = tail.readUInt32LE(tail.length - 8)
  const start = size - 8 - length
  if (start < 4) throw damaged('its footer is longer than the file')
  if (length + 8 > tail.length) tail = await readAt(file, start, length + 8)
  try {
    const { num_rows, keys } = keyValues(tail.subarray(tail.length - 8 - length, tail.length - 8))
    return {
      num_rows,
      keys,
      start,
      generation: Number(keys.get(footerKeys.generation) ?? 0),
      applied: JSON.parse(keys.get(footerKeys.segments) ?? '{}') as Record<string, number>,
    }
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError)
      throw damaged('its footer cannot be read', { cause: error })
    throw error
  }
}

/** Null where there is no such file. @throws DamagedFile */
export async function readFooter(path: string): Promise<Footer | null> {
  let file: FileHandle
  try {
    file = await openRegular(path)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
  try {
    return await readFooterOf(file, path)
  } finally {
    await file.close()
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  await file.read(bytes, 0, length, position)
  return bytes
}
