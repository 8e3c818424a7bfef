import { UnknownField } from '../../errors/index.ts'
import type { PredictionRecord } from '../../records/index.ts'
import {
  type PredictionBlock,
  type PredictionFilter,
  predictionColumns,
  ReplacedFile,
  type Workspace,
} from '../../workspace/index.ts'
import type { Page } from '../engine.ts'
import { fieldPaths, fieldValue } from './field-value.ts'
import { firstSorted } from './first-sorted.ts'
import { filterFields, parseFilter } from './parse-filter.ts'
import { predictionKeys } from './prediction-order.ts'
import { sortKeys } from './sort-order.ts'

/** A page of a listing that is cut. */
interface PageQuery {
  readonly where?: string
  readonly sort?: string | readonly string[]
  readonly offset: number
  readonly limit: number
}

/** Of the sorted, so many at least are remembered, so that the next pages need no look at the others. */
const remembered = 1000

interface Place {
  readonly block: PredictionBlock
  readonly row: number
  readonly keys: readonly unknown[]
  id: string
}

interface Sorted {
  /** The first of them by their keys; all where they are few. */
  places: Place[]
  /** Of so many of them the order is settled: which of those with equal keys comes first, their ids say. */
  settled: number
  readonly byKeys: (a: Place, b: Place) => number
  readonly total: number
}

/** The last query and the files it looked at: turning pages asks the same again. */
let last: (Sorted & { readonly asked: string }) | undefined

/**
 * The page of the predictions that `selectRecords` gives of all of them, found by reading the columns that filter and order
 * need, and whole records only for what is on the page. Null where the filter may read any field.
 * @throws WrongFilter, UnknownField where no file has a field to sort by, DamagedFile
 */
export async function pageOfPredictions(
  workspace: Workspace,
  filter: PredictionFilter,
  query: PageQuery,
): Promise<Page<PredictionRecord> | null> {
  const filtered = query.where === undefined ? [] : filterFields(query.where)
  if (filtered === null) return null
  for (let attempt = 1; ; attempt++) {
    try {
      return await page(workspace, filter, query, filtered)
    } catch (error) {
      // A checkpoint has put another file in its place meanwhile.
      if (!(error instanceof ReplacedFile) || attempt === 5) throw error
      last = undefined
    }
  }
}

async function page(
  workspace: Workspace,
  filter: PredictionFilter,
  query: PageQuery,
  filtered: readonly string[],
): Promise<Page<PredictionRecord>> {
  const { where, sort, offset, limit } = query
  const end = offset + limit
  const blocks = await workspace.predictionBlocks(filter)
  const versions = blocks.map(({ version }) => version)
  const asked = JSON.stringify([workspace.path, filter, where, sort, versions])
  const known = !versions.includes(null) && last?.asked === asked ? last : undefined
  const enough = known && known.places.length >= Math.min(end, known.total)
  const sorted = enough ? known : { asked, ...(await sortedPlaces(blocks, query, filtered)) }
  await settle(sorted, end)
  last = sorted
  return { records: await recordsAt(sorted.places.slice(offset, end)), total: sorted.total }
}

/** The first of the sorted: as many as are asked for, and some more. */
async function sortedPlaces(
  blocks: readonly PredictionBlock[],
  { where, sort, offset, limit }: PageQuery,
  filtered: readonly string[],
): Promise<Sorted> {
  const keys = sort === undefined ? predictionKeys : sortKeys(sort)
  const matches = where === undefined ? null : parseFilter(where)
  const columns = [...new Set([...filtered, ...keys.fields].flatMap(columnsOf))]
  const count = Math.max(offset + limit, remembered)
  const byKeys = (a: Place, b: Place) => keys.compare(a.keys, b.keys)
  let unseen = sort === undefined ? [] : keys.fields
  let kept: Place[] = []
  let room = count
  let worst: readonly unknown[] | null = null
  let records = 0
  let total = 0
  for (const block of blocks) {
    const values = await block.columns(columns)
    const record: Record<string, unknown> = {}
    for (let row = 0; row < block.length; row++) {
      for (let j = 0; j < columns.length; j++) record[columns[j]!] = values[j]![row]
      if (unseen.length > 0) unseen = unseen.filter(field => fieldValue(record, field) === undefined)
      if (matches && !matches(record)) continue
      total += 1
      if (worst !== null && keys.isBehind(record, worst)) continue
      const own = keys.of(record)
      if (worst === null || keys.compare(own, worst) <= 0) kept.push({ block, row, keys: own, id: '' })
    }
    // Seldom, for each time goes through all that are kept.
    if (kept.length > room) {
      kept = withTies(kept, count, byKeys)
      room = 2 * Math.max(count, kept.length)
      worst = kept.at(-1)!.keys
    }
    records += block.length
  }
  if (unseen[0] !== undefined && records > 0)
    throw UnknownField({ what: 'No record here', name: unseen[0], known: predictionColumns })
  kept = withTies(kept, count, byKeys)
  const sorted: Sorted = { places: kept, settled: 0, byKeys, total }
  // Where very many are equal to the last, few of them are worth keeping.
  if (kept.length > 2 * count) {
    await settle(sorted, count)
    sorted.places = kept.slice(0, count)
  }
  return sorted
}

/** Put the first `end` in order: ids are read of those alone whose keys are those of another. */
async function settle(sorted: Sorted, end: number): Promise<void> {
  const { places, byKeys } = sorted
  const ties: [from: number, to: number][] = []
  let from = sorted.settled
  while (from < Math.min(end, places.length)) {
    let to = from + 1
    while (to < places.length && byKeys(places[from]!, places[to]!) === 0) to += 1
    if (to - from > 1) ties.push([from, to])
    from = to
  }
  await nameThem(ties.flatMap(([first, last]) => places.slice(first, last)))
  for (const [first, last] of ties) {
    const inOrder = places.slice(first, last).sort((a, b) => (a.id < b.id ? -1 : 1))
    for (const [i, place] of inOrder.entries()) places[first + i] = place
  }
  sorted.settled = Math.max(from, sorted.settled)
}

/** The first `count`, and all that are equal to the last of them: which of those comes first their ids will say. */
function withTies(places: Place[], count: number, compare: (a: Place, b: Place) => number): Place[] {
  if (places.length <= count) return places.sort(compare)
  const last = firstSorted(places, count, compare).at(-1)!
  return places.filter(place => compare(place, last) <= 0).sort(compare)
}

/** The columns that a field of a record is looked for in. */
function columnsOf(field: string): readonly string[] {
  const columns: string[] = []
  for (const path of fieldPaths(field)) {
    const [column = ''] = path.split('.')
    if (!predictionColumns.includes(column)) continue
    columns.push(column)
    // A column has a value in every record, if only null.
    if (column === path) break
  }
  return columns
}

async function nameThem(places: readonly Place[]): Promise<void> {
  for (const [block, inside] of byBlock(places)) {
    const ids = await block.ids(inside.map(({ row }) => row))
    for (const [i, place] of inside.entries()) place.id = ids[i]!
  }
}

async function recordsAt(places: readonly Place[]): Promise<readonly PredictionRecord[]> {
  const records = new Map<Place, PredictionRecord>()
  for (const [block, inside] of byBlock(places)) {
    const read = await block.read(inside.map(({ row }) => row))
    for (const [i, place] of inside.entries()) records.set(place, read[i]!)
  }
  return places.map(place => records.get(place)!)
}

function byBlock(places: readonly Place[]): Map<PredictionBlock, Place[]> {
  const blocks = new Map<PredictionBlock, Place[]>()
  for (const place of places) {
    const inside = blocks.get(place.block)
    if (inside) inside.push(place)
    else blocks.set(place.block, [place])
  }
  return blocks
}
