import { statSync } from 'node:fs'
import type { PredictionRecord } from '../../records/index.ts'
import { type ScannedFile, scanFile } from '../parquet/scanned-file.ts'
import { decodeRow } from '../parquet/table.ts'
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

/** Blocks that are known: each holds the footer of its file. */
const mostBlocks = 512
const blocks = new Map<string, { readonly asked: string; readonly block: PredictionBlock }>()

/**
 * A predictions file as a block of the records that are wanted. Row groups whose statistics rule them out are not read.
 * Null where there is no file. @throws DamagedFile
 */
export async function blockOfFile(path: string, wanted: Wanted): Promise<PredictionBlock | null> {
  const version = versionOf(path)
  if (version === null) return null
  const asked = JSON.stringify([version, wanted.equal, [...wanted.hidden]])
  const known = blocks.get(path)
  if (known?.asked === asked) return known.block
  const block = await openBlock(path, version, wanted)
  if (blocks.size >= mostBlocks) blocks.clear()
  blocks.set(path, { asked, block })
  return block
}

async function openBlock(path: string, version: string, { equal, hidden }: Wanted): Promise<PredictionBlock> {
  const file = await scanFile(path, predictionTable, equal)
  const places = await placesOf(file, Object.entries(equal), hidden)
  const at = (place: number) => places?.[place] ?? place
  const unreplaced = () => {
    if (versionOf(path) !== version) throw new ReplacedFile(path)
  }

  return {
    version: `${path} ${version}`,
    length: places?.length ?? file.length,
    async columns(names) {
      unreplaced()
      const whole = await file.columns(names)
      return places === null ? whole : whole.map(values => Array.from(places, place => values[place]))
    },
    async ids(wanted) {
      unreplaced()
      return (await file.rows(wanted.map(at), ['id'])).map(({ id }) => String(id))
    },
    async read(wanted) {
      unreplaced()
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

function versionOf(path: string): string | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  return found ? `${found.mtimeNs} ${found.size} ${found.ino}` : null
}
