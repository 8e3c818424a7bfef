import { closeSync, readSync } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { DamagedFile } from '../../errors/index.ts'
import { openRegular, openSizedSync } from '../files/regular-file.ts'
import { isMissing } from '../files/storage-failure.ts'
import { keyValues } from './thrift-key-values.ts'

/** Bytes read at once from the end of a file: covers the footers of files that are not huge. */
const TAIL = 64 * 1024

/** The same for the next file: files of a workspace have footers of about one length. */
let expected = TAIL
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

/** What a listing needs of a footer. */
export interface FooterKeys {
  readonly num_rows: number
  readonly keys: ReadonlyMap<string, string>
}

export interface Footer extends FooterKeys {
  /** Where the row groups end and the footer begins. */
  readonly start: number
  readonly generation: number
  readonly applied: Readonly<Record<string, number>>
}

/** Bytes of an open file, from one place on. */
interface Read {
  readonly position: number
  readonly length: number
}

/** What has to be read for a footer: first the end of the file, and where that is not enough, all of the footer. */
function* footerReads(size: number, path: string): Generator<Read, FooterKeys & { readonly start: number }, Buffer> {
  const damaged = (reason: string) => DamagedFile({ path, reason })
  if (size < 12) throw damaged('it is too short for a Parquet file')
  const first = Math.min(expected, size)
  let tail = yield { position: size - first, length: first }
  if (tail.readUInt32LE(tail.length - 4) !== MAGIC) throw damaged('it does not end as a Parquet file')
  const length = tail.readUInt32LE(tail.length - 8)
  const start = size - 8 - length
  if (start < 4) throw damaged('its footer is longer than the file')
  // A quarter more than this one has, for the next.
  expected = Math.min(TAIL, Math.max(4096, Math.ceil((length + 8) * 1.25)))
  if (length + 8 > tail.length) tail = yield { position: start, length: length + 8 }
  const bytes = tail.subarray(tail.length - 8 - length, tail.length - 8)
  return { ...legible(path, () => keyValues(bytes)), start }
}

/** @throws DamagedFile where what `read` reads is not what a footer holds */
function legible<T>(path: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError)
      throw DamagedFile({ path, reason: 'its footer cannot be read' }, { cause: error })
    throw error
  }
}

function withPositions(found: FooterKeys & { readonly start: number }, path: string): Footer {
  const { keys } = found
  return {
    ...found,
    generation: Number(keys.get(footerKeys.generation) ?? 0),
    applied: legible(path, () => JSON.parse(keys.get(footerKeys.segments) ?? '{}') as Record<string, number>),
  }
}

/** Of a file that is open. @throws DamagedFile */
export async function readFooterOf(file: FileHandle, path: string): Promise<Footer> {
  const { size } = await file.stat()
  const reads = footerReads(size, path)
  for (let step = reads.next(); ; ) {
    if (step.done) return withPositions(step.value, path)
    const bytes = Buffer.alloc(step.value.length)
    await file.read(bytes, 0, bytes.length, step.value.position)
    step = reads.next(bytes)
  }
}

let shared: Buffer | undefined
const tailBuffer = (): Buffer => {
  shared ??= Buffer.alloc(TAIL)
  return shared
}

/** Without waiting, for files that are near. Null where there is no such file. @throws DamagedFile */
export function readFooterKeysSync(path: string): FooterKeys | null {
  let opened: { readonly file: number; readonly size: number }
  try {
    opened = openSizedSync(path)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
  const { file, size } = opened
  try {
    const reads = footerReads(size, path)
    for (let step = reads.next(); ; ) {
      if (step.done) return step.value
      // Nothing keeps the bytes, and memory for each of many files costs more than reading them.
      const bytes =
        step.value.length <= TAIL ? tailBuffer().subarray(0, step.value.length) : Buffer.alloc(step.value.length)
      readSync(file, bytes, 0, bytes.length, step.value.position)
      step = reads.next(bytes)
    }
  } finally {
    closeSync(file)
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
