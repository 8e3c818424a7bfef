import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { DamagedTable, FileTooLarge, NotEnoughMemory, UnreadableFile } from '../errors/index.ts'
import { availableMemory } from './readers/expansion-limit.ts'

/** A pipe that nobody writes to would be waited for without end; not with this, where the system has it. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)
const CHUNK = 64 * 2 ** 20
const HEAD = 4096
/** Buffers beyond it are no longer taken by everything that reads tables of other kinds. */
const mostBinary = 2 ** 31 - 1
/** Bytes in memory for each byte of a file: itself, its numbers, and the matrix taken from them. Measured: 2.8 for text. */
const timesInMemory = 3.5

export interface BytesOptions {
  /** Delimited text is read as far as memory goes, other kinds to 2 GiB. */
  readonly isText: boolean
}

/**
 * The bytes of a regular file, whose size is weighed before memory is taken for it.
 *
 * @throws NotEnoughMemory, FileTooLarge, DamagedTable for a file of zeros, UnreadableFile; the system's errors
 */
export async function readBytes(path: string, { isText }: BytesOptions): Promise<Buffer> {
  const file = await open(path, FLAGS)
  try {
    const found = await file.stat()
    if (!found.isFile()) throw UnreadableFile({ path, reason: 'it is not a regular file' })
    const { size } = found
    await refuseZeros(file, size)
    if (!isText && size > mostBinary) throw FileTooLarge({ bytes: size, limit: mostBinary })
    const [needed, free] = [size * timesInMemory, availableMemory()]
    if (needed > free) throw NotEnoughMemory({ bytes: size, needed, free })
    return await readWhole(file, size)
  } finally {
    await file.close()
  }
}

/** Node reads no more than 2 GiB at once. */
async function readWhole(file: FileHandle, size: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(size)
  let read = 0
  while (read < size) {
    const { bytesRead } = await file.read(bytes, read, Math.min(CHUNK, size - read), read)
    // It became shorter meanwhile.
    if (bytesRead === 0) break
    read += bytesRead
  }
  return read === size ? bytes : bytes.subarray(0, read)
}

/** A copy that broke off often has its full size and no content: no kind of table begins so. */
async function refuseZeros(file: FileHandle, size: number): Promise<void> {
  if (size < HEAD) return
  const head = Buffer.alloc(HEAD)
  const { bytesRead } = await file.read(head, 0, HEAD, 0)
  if (bytesRead < HEAD || head.some(byte => byte !== 0)) return
  throw DamagedTable({ format: 'table', reason: `its first ${HEAD} bytes are zero` })
}
