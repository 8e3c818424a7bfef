import { closeSync, fstatSync, readSync } from 'node:fs'
import type { FileMetaData, ParquetQueryFilter } from 'hyparquet'
import { DamagedFile, N4aError } from '../../errors/index.ts'
import { openRegularSync } from '../files/regular-file.ts'
import { readFooter } from './footer.ts'
import { decompressors, loadReader, parsers } from './libraries.ts'
import { narrowFooter } from './narrow-footer.ts'
import { type ColumnKind, columnDecoder, type Table } from './table.ts'

/** A Parquet file of which single columns, and single rows, are read. It is open while something is read, and no longer. */
export interface ScannedFile {
  /** How many rows its row groups have, without those that are ruled out. */
  readonly length: number
  /** The values of columns, one list each; a column that this file lacks is null in every row. */
  columns(names: readonly string[]): Promise<readonly (readonly unknown[])[]>
  /** Of each row the values of these columns, as they are stored; row groups without any are not read. */
  rows(places: readonly number[], names: readonly string[]): Promise<Readonly<Record<string, unknown>>[]>
}

interface Group {
  readonly index: number
  /** Its first row among those of all groups here. */
  readonly start: number
  readonly rows: number
}

interface Scan {
  readonly ranges: readonly { readonly rowStart: number; readonly rowEnd: number }[]
  readColumn(options: {
    readonly column: string
    readonly rowStart: number
    readonly rowEnd: number
  }): Promise<ArrayLike<unknown>>
}

const none: readonly unknown[] = []

/** The end of a file, from where its footer begins: FileMetaData, its length and the mark of Parquet. @throws DamagedFile */
export const rawFooter = (path: string): Promise<Buffer> => opened(path, async file => footerBytes(file))

/** The columns of a file, without what is told of its row groups. @throws DamagedFile */
export async function schemaOf(path: string, footer: Buffer): Promise<FileMetaData['schema']> {
  const { metadata } = await describe(
    path,
    footer,
    () => true,
    () => false,
  )
  return metadata.schema
}

/** Row groups whose statistics rule out a record with all of `equal` are left out. @throws DamagedFile */
export async function scanFile(
  path: string,
  table: Table,
  equal: Readonly<Record<string, string>>,
): Promise<ScannedFile> {
  const conditions = Object.entries(equal).map(([column, value]) => ({ [column]: { $eq: value } }))
  const kinds = new Map(table.columns.map(({ name, kind }) => [name, kind]))
  const footer = await rawFooter(path)
  const groups = await groupsLeft(path, footer, conditions)
  const length = groups.reduce((sum, { rows }) => sum + rows, 0)

  return {
    length,
    async columns(names) {
      const indices = new Set(groups.map(({ index }) => index))
      const { metadata, present } = await describe(path, footer, isIn(names), group => indices.has(group))
      return opened(path, async file => {
        const scan = await openScan(file, metadata)
        const columns: (readonly unknown[])[] = []
        for (const name of names) {
          if (!present.has(name)) columns.push(new Array(length).fill(null))
          else {
            const parts: unknown[][] = []
            for (const range of scan.ranges) {
              const part = await scan.readColumn({ column: name, ...range })
              parts.push(Array.isArray(part) ? part : Array.from(part))
            }
            const values = parts.length === 1 ? parts[0]! : none.concat(...parts)
            const kind = kinds.get(name)
            columns.push(kind === 'json' || kind === 'list' ? values.map(columnDecoder(kind)) : values)
          }
        }
        return columns
      })
    },
    async rows(places, names) {
      const rows = new Map(places.map(place => [place, {} as Record<string, unknown>]))
      const inside = ({ start, rows: n }: Group) => [...rows].filter(([place]) => place >= start && place < start + n)
      const wanted = groups.filter(group => inside(group).length > 0)
      const indices = new Set(wanted.map(({ index }) => index))
      const { metadata, present } = await describe(path, footer, isIn(names), group => indices.has(group))
      const columns = names.filter(name => present.has(name))
      await opened(path, async file => {
        let first = 0
        for (const [i, group] of wanted.entries()) {
          const from = first
          first += group.rows
          const chosen = inside(group).map(([place, row]) => ({ at: from + place - group.start, row }))
          await readGroup(file, metadata, i, { from, to: first, columns }, (column, start, values) => {
            const decode = storedDecoder(kinds.get(column))
            for (const { at, row } of chosen) {
              if (at >= start && at < start + values.length) row[column] = decode(values[at - start])
            }
          })
        }
      })
      return places.map(place => rows.get(place)!)
    },
  }
}

/** Values as they are stored: of the many that a row group has, only those of the wanted rows are worth making strings of. */
const asStored = {
  ...parsers,
  stringFromBytes: (bytes: Uint8Array): unknown => bytes,
  timestampFromMilliseconds: (time: bigint): unknown => time,
  timestampFromMicroseconds: (time: bigint): unknown => time / 1000n,
  timestampFromNanoseconds: (time: bigint): unknown => time / 1_000_000n,
}
const utf8 = new TextDecoder()

function storedDecoder(kind: ColumnKind | undefined): (value: unknown) => unknown {
  return value => {
    if (value instanceof Uint8Array) return utf8.decode(value)
    return kind === 'time' && typeof value === 'bigint' ? parsers.timestampFromMilliseconds(value) : value
  }
}

/** Read whole columns of a row group at once; `take` is given their values, as they are stored, and which row is the first. */
async function readGroup(
  file: number,
  metadata: FileMetaData,
  group: number,
  { from, to, columns }: { readonly from: number; readonly to: number; readonly columns: readonly string[] },
  take: (column: string, start: number, values: ArrayLike<unknown>) => void,
): Promise<void> {
  if (columns.length === 0) return
  const { parquetRead } = await loadReader()
  await parquetRead({
    file: bufferOf(file, readAhead(file, metadata.row_groups[group]!)),
    metadata,
    columns: [...columns],
    rowStart: from,
    rowEnd: to,
    compressors: decompressors,
    parsers: asStored as unknown as typeof parsers,
    useOffsetIndex: false,
    onChunk: ({ columnName, columnData, rowStart }) => take(columnName, rowStart, columnData),
  })
}

/** The row groups that conditions do not rule out. */
async function groupsLeft(path: string, footer: Buffer, conditions: readonly object[]): Promise<readonly Group[]> {
  const pruned = conditions.flatMap(Object.keys)
  const { metadata, present, group_rows } = await describe(path, footer, isIn(pruned), () => true)
  const canPrune = conditions.length > 0 && pruned.every(name => present.has(name))
  const left = canPrune ? await opened(path, file => openScan(file, metadata, conditions)) : null
  const starts = left && new Set(left.ranges.map(({ rowStart }) => rowStart))
  const groups: Group[] = []
  let first = 0
  let start = 0
  for (const [index, rows] of group_rows.entries()) {
    if (rows > 0 && (starts === null || starts.has(first))) {
      groups.push({ index, start, rows })
      start += rows
    }
    first += rows
  }
  return groups
}

const isIn =
  (names: readonly string[]) =>
  (name: string): boolean =>
    names.includes(name)

interface Described {
  /** Of the wanted columns and row groups alone, where that can be. */
  readonly metadata: FileMetaData
  readonly present: ReadonlySet<string>
  /** Of all row groups. */
  readonly group_rows: readonly number[]
}

async function describe(
  path: string,
  footer: Buffer,
  isWanted: (column: string) => boolean,
  isWantedGroup: (group: number) => boolean,
): Promise<Described> {
  const { parquetMetadata } = await loadReader()
  try {
    const narrow = narrowFooter(footer.subarray(0, -8), isWanted, isWantedGroup)
    if (narrow) {
      const { bytes, names: all, group_rows } = narrow
      return { metadata: parquetMetadata(bytes), present: new Set(all), group_rows }
    }
    const whole = parquetMetadata(footer)
    return {
      metadata: { ...whole, row_groups: whole.row_groups.filter((_, i) => isWantedGroup(i)) },
      present: new Set(whole.schema.slice(1).map(({ name }) => name)),
      group_rows: whole.row_groups.map(({ num_rows }) => Number(num_rows)),
    }
  } catch (error) {
    // What reads footers has better words for what is wrong with one.
    await readFooter(path)
    throw unreadable(path, error)
  }
}

async function openScan(file: number, metadata: FileMetaData, conditions: readonly object[] = []): Promise<Scan> {
  const { parquetScan } = await loadReader()
  const scan = await parquetScan({
    file: bufferOf(file),
    metadata,
    compressors: decompressors,
    parsers,
    useOffsetIndex: false,
    ...(conditions.length > 0 && { pruningFilter: { $and: conditions } as ParquetQueryFilter }),
  })
  return scan as Scan
}

interface Ahead {
  readonly start: number
  readonly bytes: ArrayBuffer
}

/** `ahead`: what is read already. */
function bufferOf(file: number, ahead: Ahead | null = null) {
  const byteLength = fstatSync(file).size
  return {
    byteLength,
    slice(from: number, to = byteLength): ArrayBuffer {
      const known = ahead !== null && from >= ahead.start && to <= ahead.start + ahead.bytes.byteLength
      return known ? ahead.bytes.slice(from - ahead.start, to - ahead.start) : bytesOf(file, from, to)
    },
  }
}

/** Bytes of a row group that is read at once. */
const LARGEST_AHEAD = 8 * 1024 * 1024

/** One read for the columns of a row group, where they stand together. */
function readAhead(file: number, { columns }: FileMetaData['row_groups'][number]): Ahead | null {
  let start = Number.POSITIVE_INFINITY
  let end = 0
  for (const { meta_data } of columns) {
    if (!meta_data) continue
    const { dictionary_page_offset, data_page_offset, total_compressed_size } = meta_data
    const first = Math.min(Number(dictionary_page_offset || data_page_offset), Number(data_page_offset))
    start = Math.min(start, first)
    end = Math.max(end, first + Number(total_compressed_size))
  }
  const sound = start >= 0 && end <= fstatSync(file).size && end > start && end - start <= LARGEST_AHEAD
  return sound ? { start, bytes: bytesOf(file, start, end) } : null
}

function bytesOf(file: number, from: number, to: number): ArrayBuffer {
  const bytes = new Uint8Array(to - from)
  readSync(file, bytes, 0, bytes.length, from)
  return bytes.buffer
}

/** Bytes read at once from the end of a file: covers the footers of files that are not huge. */
const TAIL = 64 * 1024

/** The end of a file, from where its footer begins; as much as there is where it cannot be a Parquet file. */
function footerBytes(file: number): Buffer {
  const { size } = fstatSync(file)
  const tail = Buffer.from(bytesOf(file, Math.max(0, size - TAIL), size))
  if (size < 12) return tail
  const length = tail.readUInt32LE(tail.length - 8) + 8
  if (length > tail.length) return Buffer.from(bytesOf(file, Math.max(0, size - length), size))
  // A copy, so that what stands in front of it is not kept.
  return Buffer.from(tail.subarray(tail.length - length))
}

async function opened<T>(path: string, use: (file: number) => Promise<T>): Promise<T> {
  const file = openRegularSync(path)
  try {
    return await use(file)
  } catch (error) {
    throw unreadable(path, error)
  } finally {
    closeSync(file)
  }
}

/** A library that meets bytes it cannot unpack has codes of its own; only the system's errors name a call. */
function unreadable(path: string, error: unknown): unknown {
  if (error instanceof N4aError || (error instanceof Error && 'syscall' in error)) return error
  return DamagedFile({ path, reason: 'its rows cannot be read' }, { cause: error })
}
