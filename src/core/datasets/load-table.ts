import { readdir, stat } from 'node:fs/promises'
import { basename, extname, resolve } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import {
  FolderDataset,
  MissingDataset,
  N4aError,
  NotEnoughMemory,
  quote,
  TableTooLarge,
  UnreadableFile,
  UnsupportedFormat,
  UnsupportedRequest,
} from '../errors/index.ts'
import type { DatasetFile } from '../records/index.ts'
import { contentHash, quickHash, quickHashRanges } from './file-hash.ts'
import { readBytes } from './read-bytes.ts'
import { csvReader } from './readers/csv.ts'
import { availableMemory, checkNested, expansionLimit } from './readers/expansion-limit.ts'
import { type DatasetReader, type ReaderChoice, type ReaderOptions, readerChoices } from './readers/reader.ts'
import { datasetReaders } from './readers/registry.ts'
import { systemReason } from './system-reason.ts'
import type { Table } from './table.ts'
import { memberOfZip } from './zip.ts'

export interface LoadedTable {
  readonly table: Table
  readonly hash: string
  readonly quick_hash: string
  /** Bytes, as on the disk. */
  readonly file_size: number
  readonly files: readonly DatasetFile[]
}

/** What a dataset says of one file. */
export interface FileOptions extends ReaderOptions {
  /** The table in a zip archive of several. */
  readonly member?: string
}

/**
 * Read and parse one file, plain, gzipped or in a zip archive: by its content where that tells what it is, else by its name.
 *
 * @throws MissingDataset, FolderDataset, UnsupportedFormat, UnreadableFile and the errors of the reader, with the file
 */
export async function loadTable(path: string, { member, ...options }: FileOptions = {}): Promise<LoadedTable> {
  try {
    const changed = await changeOfFile(path)
    const bytes = await attempt(path, () => readBytes(path, { isText: isTextName(path) }))
    const zipped = extensionOf(path).endsWith('.zip')
    if (!zipped && member !== undefined) throw notFor('member', path, 'only a zip archive has members')
    const opened = zipped ? memberOfZip(bytes, member, isTable) : { name: path, content: bytes }
    const packed = extensionOf(opened.name).endsWith('.gz')
    const content = packed ? await unzipped(path, opened.content, expansionLimit(bytes.length)) : opened.content
    const reader = readerOf(opened.name, content)
    if (content !== bytes && reader.id !== 'csv') checkNested(bytes.length, content.length)
    for (const [choice, reason] of Object.entries(readerChoices) as [ReaderChoice, string][]) {
      const taken = reader.takes?.includes(choice) ?? false
      if (options[choice] !== undefined && !taken) throw notFor(choice, opened.name, reason)
    }
    const table = await reader.read(content, options)
    return {
      table: zipped ? { ...table, notes: [`Read from the archive: ${quote(opened.name)}.`, ...table.notes] } : table,
      ...fileFacts(path, bytes, changed),
    }
  } catch (error) {
    throw error instanceof N4aError ? error.at({ file: path }) : tooMuch(error, path)
  }
}

function fileFacts(path: string, bytes: Buffer, changed: Date): Omit<LoadedTable, 'table'> {
  const size = bytes.length
  const hash = contentHash(bytes)
  const quick_hash = quickHash(
    size,
    quickHashRanges(size).map(range => bytes.subarray(...range)),
  )
  const file = { path: resolve(path), size, modified_at: changed.toISOString(), hash, quick_hash }
  return { hash, quick_hash, file_size: size, files: [file] }
}

/** Limits of the language that a large file meets, whatever was weighed before. */
function tooMuch(error: unknown, path: string): unknown {
  const met = /string longer than|allocation failed|Invalid (typed )?array length|Buffer larger than/
  if (!(error instanceof Error) || !met.test(error.message)) return error
  const needed = Number.POSITIVE_INFINITY
  return NotEnoughMemory({ bytes: null, needed, free: availableMemory() }, { cause: error }).at({ file: path })
}

/** The name of the file without folder and kind: `tecator` of `data/tecator.csv.gz`. */
export function stemOf(path: string): string {
  return basename(path).slice(0, -extensionOf(path).length || undefined)
}

const packings = ['.gz', '.zip']

const isTable = (name: string) =>
  datasetReaders.some(({ extensions }) => extensions.includes(extensionOf(name).replace(/\.gz$/, '')))

const notFor = (field: string, name: string, reason: string) =>
  UnsupportedRequest({
    what: `Reading ${quote(basename(name))} with ${field}`,
    reason,
    instead: `Leave ${field} out.`,
  }).at({ field })

/** @param most what the file on the disk may unfold to: archives in archives multiply */
async function unzipped(path: string, bytes: Buffer, most: number): Promise<Buffer> {
  const limit = Math.min(most, expansionLimit(bytes.length))
  try {
    return await attempt(path, () => promisify(gunzip)(bytes, { maxOutputLength: limit }))
  } catch (error) {
    const { code } = ((error as Error).cause ?? {}) as NodeJS.ErrnoException
    if (code !== 'ERR_BUFFER_TOO_LARGE') throw error
    const what = `more than ${limit.toLocaleString('en')} bytes when it is unpacked`
    throw TableTooLarge({ what, limit: `${limit.toLocaleString('en')} bytes` }, { cause: error })
  }
}

/** Text may be packed; what is packed is not text any more. */
const isTextName = (path: string) => csvReader.extensions.includes(extensionOf(path))

function extensionOf(path: string): string {
  const name = basename(path)
  const last = extname(name)
  return packings.includes(last.toLowerCase())
    ? extname(name.slice(0, -last.length)).toLowerCase() + last.toLowerCase()
    : last.toLowerCase()
}

function readerOf(path: string, content: Buffer): DatasetReader {
  const extension = extensionOf(path)
  const byName = datasetReaders.find(({ extensions }) => extensions.includes(extension.replace(/\.gz$/, '')))
  // A name that fits need not be doubted, and one that does not may still hold something known.
  if (byName?.recognizes?.(content)) return byName
  const reader = datasetReaders.find(({ recognizes }) => recognizes?.(content)) ?? byName
  if (reader) return reader
  const known = datasetReaders.flatMap(({ extensions }) => extensions.flatMap(kind => [kind, `${kind}.gz`]))
  throw UnsupportedFormat({ extension, known })
}

/** When it was last changed. It is asked before the bytes are read: a change meanwhile must not go unseen later. */
async function changeOfFile(path: string): Promise<Date> {
  const found = await attempt(path, () => stat(path))
  if (found.isDirectory()) throw FolderDataset({ path, tables: await tablesIn(path) })
  if (!found.isFile()) throw UnreadableFile({ path, reason: 'it is not a regular file' })
  return found.mtime
}

async function tablesIn(path: string): Promise<string[]> {
  const kinds = datasetReaders.flatMap(({ extensions }) => extensions)
  const names = await attempt(path, () => readdir(path))
  return names.filter(name => kinds.includes(extensionOf(name).replace(/\.gz$/, ''))).sort()
}

async function attempt<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof N4aError) throw error
    const { code } = error as NodeJS.ErrnoException
    // A zero byte is in no path.
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ERR_INVALID_ARG_VALUE') throw MissingDataset({ path })
    throw UnreadableFile({ path, reason: systemReason(error) }, { cause: error })
  }
}
