import { closeSync, fstatSync, readSync, statSync } from 'node:fs'
import type { FileMetaData, ParquetQueryFilter } from 'hyparquet'
import { DamagedFile, N4aError } from '../../errors/index.ts'
import type { PredictionRecord } from '../../records/index.ts'
import { openRegularSync } from '../files/regular-file.ts'
import { readFooter } from '../parquet/footer.ts'
import { decompressors, loadReader, parsers } from '../parquet/libraries.ts'
import { decodeRow, decodeValue } from '../parquet/table.ts'
import { predictionColumns, predictionTable } from '../parquet/tables.ts'

/** Predictions of which single columns can be read, and whole records at a few places. */
export interface PredictionBlock {
  /** Changes when what stands in it does; null for what may change at any moment. */
  readonly version: string | null
  readonly length: number
  /** The values of columns, one list each; a column that this file lacks is null in every place. */
  columns(names: readonly string[]): Promise<readonly (readonly unknown[])[]>
  /** The ids at these places, in their order; what else stands in the file is not read. */
  ids(places: readonly number[]): Promise<readonly string[]>
  /** The records at these places, in their order. @throws DamagedFile where the file is another by now */
  read(places: readonly number[]): Promise<PredictionRecord[]>
}

/** A block of records that are in memory. */
export function blockOfRecords(records: readonly PredictionRecord[], version: string | null): PredictionBlock {
  return {
    version,
    length: records.length,
    columns: async names => names.map(name => records.map(record => record[name as keyof PredictionRecord] ?? null)),
    ids: async places => places.map(place => records[place]!.id),
    read: async places => places.map(place => records[place]!),
  }
}

interface Wanted {
  /** Values that a record must have. */
  readonly equal: Readonly<Record<string, string>>
  /** Runs that are out of sight. */
  readonly hidden: ReadonlySet<string>
}

/** Thrown where a file was replaced between two readings of one query, which then begins again. */
export class ReplacedFile extends Error {}

/**
 * A predictions file as a block of the records that are wanted. Row groups whose statistics rule them out are not read.
 * Null where there is no file. @throws DamagedFile
 */
export async function blockOfFile(path: string, { equal, hidden }: Wanted): Promise<PredictionBlock | null> {
  const version = versionOf(path)
  if (version === null) return null
  const conditions = Object.entries(equal)
  const pruning = conditions.map(([column, value]) => ({ [column]: { $eq: value } }))
  const file = await openScan(path, version, pruning)
  const places = await placesOf(file, conditions, hidden)
  const at = (place: number) => places?.[place] ?? place

  return {
    version: `${path} ${version}`,
    length: places?.length ?? file.length,
    async columns(names) {
      if (versionOf(path) !== version) throw new ReplacedFile(path)
      const whole = await file.columns(names)
      return places === null ? whole : whole.map(values => Array.from(places, place => values[place]))
    },
    async ids(wanted) {
      if (versionOf(path) !== version) throw new ReplacedFile(path)
      return (await file.rows(wanted.map(at), ['id'])).map(({ id }) => String(id))
    },
    async read(wanted) {
      if (versionOf(path) !== version) throw new ReplacedFile(path)
      const rows = await file.rows(wanted.map(at), predictionColumns)
      return rows.map(row => decodeRow(predictionTable, row) as unknown as PredictionRecord)
    },
  }
}

/** Which rows of a file are wanted; null for all. */
async function placesOf(
  file: ScannedFile,
  conditions: readonly (readonly [string, string])[],
  hidden: ReadonlySet<string>,
): Promise<Uint32Array | null> {
  const tests: { values: readonly unknown[]; fits: (value: unknown) => boolean }[] = []
  const names = [...conditions.map(([name]) => name), ...(hidden.size > 0 ? ['run_id'] : [])]
  if (names.length === 0) return null
  const columns = await file.columns(names)
  for (const [j, [, wanted]] of conditions.entries())
    tests.push({ values: columns[j]!, fits: value => value === wanted })
  if (hidden.size > 0) tests.push({ values: columns.at(-1)!, fits: value => !hidden.has(String(value)) })
  const places = new Uint32Array(file.length)
  let n = 0
  for (let i = 0; i < file.length; i++) if (tests.every(({ values, fits }) => fits(values[i]))) places[n++] = i
  return n === file.length ? null : places.slice(0, n)
}

interface Range {
  readonly rowStart: number
  readonly rowEnd: number
}

interface Scan {
  readonly ranges: readonly Range[]
  readColumn(options: Range & { readonly column: string }): Promise<ArrayLike<unknown>>
}

interface ScannedFile {
  readonly length: number
  columns(names: readonly string[]): Promise<readonly (readonly unknown[])[]>
  /** Of each place the values of these columns; row groups without any are not read. */
  rows(places: readonly number[], names: readonly string[]): Promise<Readonly<Record<string, unknown>>[]>
}

const kinds = new Map(predictionTable.columns.map(({ name, kind }) => [name, kind]))

async function openScan(path: string, version: string, pruning: readonly object[]): Promise<ScannedFile> {
  const { parquetScan } = await loadReader()
  const metadata = await metadataOf(path, version)
  const present = new Set(metadata.schema.slice(1).map(({ name }) => name))
  const pruned = pruning.flatMap(Object.keys)
  const canPrune = pruning.length > 0 && pruned.every(name => present.has(name))

  /** The file is open while something is read, and no longer: a query may go through hundreds. */
  const scanned = async <T>(names: readonly string[], use: (scan: Scan) => Promise<T>): Promise<T> => {
    const file = openRegularSync(path)
    try {
      const scan = await parquetScan({
        file: { byteLength: fstatSync(file).size, slice: (from, to) => bytesOf(file, from, to) },
        metadata: withColumns(metadata, names.concat(pruned)),
        columns: names.filter(name => present.has(name)),
        compressors: decompressors,
        parsers,
        useOffsetIndex: false,
        ...(canPrune && { pruningFilter: { $and: pruning } as ParquetQueryFilter }),
      })
      return await use(scan as Scan)
    } catch (error) {
      throw unreadable(path, error)
    } finally {
      closeSync(file)
    }
  }
  const ranges = await scanned([], async scan => scan.ranges)
  const length = ranges.reduce((sum, { rowStart, rowEnd }) => sum + rowEnd - rowStart, 0)

  return {
    length,
    columns: names =>
      scanned(names, async scan => {
        const columns: (readonly unknown[])[] = []
        for (const name of names) {
          const values: unknown[] = present.has(name) ? [] : new Array(length).fill(null)
          if (present.has(name)) {
            for (const range of scan.ranges) {
              const part = await scan.readColumn({ column: name, ...range })
              for (let i = 0; i < part.length; i++) values.push(part[i])
            }
          }
          const kind = kinds.get(name)
          columns.push(kind === 'json' || kind === 'list' ? values.map(value => decodeValue(kind, value)) : values)
        }
        return columns
      }),
    rows: (places, names) =>
      scanned(names, async scan => {
        const rows = new Map(places.map(place => [place, {} as Record<string, unknown>]))
        let start = 0
        for (const range of scan.ranges) {
          const first = start
          start += range.rowEnd - range.rowStart
          const inside = [...rows].filter(([place]) => place >= first && place < start)
          if (inside.length === 0) continue
          for (const name of names) {
            if (!present.has(name)) continue
            const values = await scan.readColumn({ column: name, ...range })
            for (const [place, row] of inside) row[name] = values[place - first]
          }
        }
        return places.map(place => rows.get(place)!)
      }),
  }
}

/** What a file tells of these columns alone: for each chunk that it reads, the library goes through all it is told of. */
function withColumns(metadata: FileMetaData, names: readonly string[]): FileMetaData {
  const [root, ...leaves] = metadata.schema
  if (leaves.length !== root?.num_children || leaves.some(leaf => leaf.num_children)) return metadata
  const kept = leaves.flatMap(({ name }, i) => (names.includes(name) ? [i] : []))
  const row_groups = metadata.row_groups.map(group => ({ ...group, columns: kept.map(i => group.columns[i]!) }))
  return { ...metadata, schema: [{ ...root, num_children: kept.length }, ...kept.map(i => leaves[i]!)], row_groups }
}

function bytesOf(file: number, from: number, to: number | undefined): ArrayBuffer {
  const bytes = new Uint8Array((to ?? fstatSync(file).size) - from)
  readSync(file, bytes, 0, bytes.length, from)
  return bytes.buffer
}

/** Bytes read at once from the end of a file: covers the footers of files that are not huge. */
const TAIL = 64 * 1024

/** Files whose footers are kept as they were parsed. */
const mostMetadata = 512
const parsed = new Map<string, { readonly version: string; readonly metadata: FileMetaData }>()

async function metadataOf(path: string, version: string): Promise<FileMetaData> {
  const known = parsed.get(path)
  if (known?.version === version) return known.metadata
  const { parquetMetadata } = await loadReader()
  const file = openRegularSync(path)
  try {
    const metadata = parquetMetadata(footerBytes(file))
    if (parsed.size >= mostMetadata) parsed.clear()
    parsed.set(path, { version, metadata })
    return metadata
  } catch (error) {
    // What reads footers has better words for what is wrong with one.
    await readFooter(path)
    throw unreadable(path, error)
  } finally {
    closeSync(file)
  }
}

/** The end of a file, from where its footer begins; as much as there is where it cannot be a Parquet file. */
function footerBytes(file: number): ArrayBuffer {
  const { size } = fstatSync(file)
  const tail = bytesOf(file, Math.max(0, size - TAIL), size)
  if (size < 12) return tail
  const length = new DataView(tail).getUint32(tail.byteLength - 8, true) + 8
  return length <= tail.byteLength ? tail : bytesOf(file, Math.max(0, size - length), size)
}

/** A library that meets bytes it cannot unpack has codes of its own; only the system's errors name a call. */
function unreadable(path: string, error: unknown): unknown {
  if (error instanceof N4aError || (error instanceof Error && 'syscall' in error)) return error
  return DamagedFile({ path, reason: 'its rows cannot be read' }, { cause: error })
}

function versionOf(path: string): string | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  return found ? `${found.mtimeNs} ${found.size} ${found.ino}` : null
}
