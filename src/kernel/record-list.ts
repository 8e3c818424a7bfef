import { byField, type Display, parseFilter, sortFields, topRecords } from '../core/index.ts'
import { mostRows } from '../render/html/table-limits.ts'
import { type DataTable, dataTable } from './data-table.ts'
import { readableErrors } from './readable-error.ts'
import { type Displays, drawingMethods, type Renderable, withMethods } from './renderable.ts'

/** What can be listed. */
export interface Listed {
  readonly id: string
}

/** What is done with records one step after the other; `Chosen` is a list, or a query that will be one. */
interface Choosing<Chosen> {
  /** The filter language of the command line: `rpd > 3 model:PLS dataset=fat|protein`. @throws WrongFilter */
  where(filter: string): Chosen
  /** By fields or metrics, the first first: `-field` for descending, `+metric` for the best of it first. @throws UnknownField */
  sortBy(...fields: readonly string[]): Chosen
  /** The first `n`. */
  limit(n: number): Chosen
  /** The `n`th hundred, or as many as `size` says, from 1: a long listing is drawn a page at a time. */
  page(n: number, size?: number): Chosen
  /** The best `n` of each dataset, by what ranks them or by a metric, which knows its direction. @throws UnknownMetric */
  top(n: number, metric?: string): Chosen
}

/** An array of records that draws itself and can be chosen from. */
export type Records<Item> = readonly Item[] & Choosing<Records<Item>> & DataTable & Renderable

/** Records still to be read: nothing is asked before it is awaited. */
export interface RecordQuery<Item> extends Promise<Records<Item>>, Choosing<RecordQuery<Item>> {
  /** Read and draw. */
  show(): Promise<void>
}

/** `table` draws a list. */
export function recordList<Item extends Listed>(
  items: readonly Item[],
  table: (items: readonly Item[]) => Displays,
): Records<Item> {
  const list = (chosen: readonly Item[]) => recordList(chosen, table)
  const methods: Choosing<Records<Item>> = {
    where: filter => readableErrors(() => list(items.filter(parseFilter(filter)))),
    sortBy: (...fields) => readableErrors(() => list([...items].sort(byField(items, fields.flatMap(sortFields))))),
    limit: n => list(items.slice(0, n)),
    page: (n, size = mostRows) => list(items.slice((n - 1) * size, n * size)),
    top: (n, metric) => readableErrors(() => list(topRecords(items as readonly (Item & Scored)[], n, metric))),
  }
  const drawn = drawingMethods(() => {
    const displays = table(items)
    return (typeof displays === 'function' ? displays() : displays).map(withPages)
  })
  return withMethods([...items], { ...methods, ...dataTable(() => items), ...drawn }) as Records<Item>
}

/** Where rows are left out, how to see them. */
const withPages = (display: Display): Display =>
  display.kind === 'table' && (display.n_rows ?? display.rows.length) > mostRows
    ? {
        ...display,
        notes: [...(display.notes ?? []), '.page(2) shows the next; .where(…), .top(…) and .limit(…) choose.'],
      }
    : display

interface Scored {
  readonly dataset: string
  readonly metric: string
}

/** A promise that begins when it is first awaited, with the steps that were put behind it. */
export function recordQuery<Item>(read: () => Promise<Records<Item>>): RecordQuery<Item> {
  let begun: Promise<Records<Item>> | undefined
  const records = () => {
    begun ??= read()
    return begun
  }
  const next = (step: (records: Records<Item>) => Records<Item>) => recordQuery(async () => step(await records()))
  return {
    // biome-ignore lint/suspicious/noThenProperty: a query is awaited like the list it stands for
    then: (done, failed) => records().then(done, failed),
    catch: failed => records().catch(failed),
    finally: ended => records().finally(ended),
    [Symbol.toStringTag]: 'RecordQuery',
    where: filter => next(list => list.where(filter)),
    sortBy: (...fields) => next(list => list.sortBy(...fields)),
    limit: n => next(list => list.limit(n)),
    page: (n, size) => next(list => list.page(n, size)),
    top: (n, metric) => next(list => list.top(n, metric)),
    show: async () => (await records()).show(),
  }
}

/** A listing that is called with a query, or chosen from at once. */
export type Listing<Item, Query> = ((query?: Query) => RecordQuery<Item>) & Choosing<RecordQuery<Item>>

export function listing<Item, Query>(read: (query?: Query) => RecordQuery<Item>): Listing<Item, Query> {
  return Object.assign((query?: Query) => read(query), {
    where: (filter: string) => read().where(filter),
    sortBy: (...fields: readonly string[]) => read().sortBy(...fields),
    limit: (n: number) => read().limit(n),
    page: (n: number, size?: number) => read().page(n, size),
    top: (n: number, metric?: string) => read().top(n, metric),
  })
}
