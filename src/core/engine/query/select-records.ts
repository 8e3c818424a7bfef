import { WrongShape } from '../../errors/index.ts'
import type { Page, Query } from '../engine.ts'
import { firstSorted } from './first-sorted.ts'
import { parseFilter } from './parse-filter.ts'
import { byField, type Compare } from './sort-order.ts'

/**
 * Filter, sort and cut. Sorting is stable, puts missing values last in either direction, and ends with `id`, so that pages
 * neither repeat nor leave out. A page is found without sorting what it does not need.
 * @throws WrongFilter, UnknownField where no record has a field to sort by, WrongShape for an offset or limit that is no count
 */
export function selectRecords<Item extends { readonly id: string }>(
  ...selection: Parameters<typeof selectPage<Item>>
): readonly Item[] {
  return selectPage(...selection).records
}

/** The same, with how many fit in all. */
export function selectPage<Item extends { readonly id: string }>(
  records: readonly Item[],
  query: Query,
  standard: Compare<Item>,
  /** What the filter sees of a record. Default: the record. */
  seen: (record: Item) => object = record => record,
): Page<Item> {
  const matches = query.where === undefined ? undefined : parseFilter(query.where)
  const matching = matches ? records.filter(record => matches(seen(record))) : [...records]
  const fields = query.sort === undefined ? standard : byField(records, query.sort)
  const order: Compare<Item> = (a, b) => fields(a, b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  const from = counted('The offset', query.offset ?? 0)
  const end = from + counted('The limit', query.limit ?? matching.length)
  const sorted = end < matching.length ? firstSorted(matching, end, order) : matching.sort(order)
  return { records: sorted.slice(from, end), total: matching.length }
}

function counted(what: string, n: number): number {
  if (Number.isSafeInteger(n) && n >= 0) return n
  throw WrongShape({ what, expected: 'a whole number from 0', received: n })
}
