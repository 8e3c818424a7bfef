import { UnknownField } from '../../errors/index.ts'
import type { Query } from '../engine.ts'
import { fieldValue } from './field-value.ts'
import { parseFilter } from './parse-filter.ts'

type Compare<Item> = (a: Item, b: Item) => number

/**
 * Filter, sort and cut. Sorting is stable, puts missing values last in either direction, and ends with `id`.
 * @throws WrongFilter, UnknownField where no record has the field to sort by
 */
export function selectRecords<Item extends { readonly id: string }>(
  records: readonly Item[],
  query: Query,
  standard: Compare<Item>,
  /** What the filter sees of a record. Default: the record. */
  seen: (record: Item) => object = record => record,
): readonly Item[] {
  const matches = query.where === undefined ? undefined : parseFilter(query.where)
  const matching = matches ? records.filter(record => matches(seen(record))) : [...records]
  const order = query.sort === undefined ? standard : byField(records, query.sort)
  matching.sort((a, b) => order(a, b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  return query.limit === undefined ? matching : matching.slice(0, query.limit)
}

/** By a field, `-field` for descending; missing values last. @throws UnknownField where no record has it */
export function byField<Item extends object>(records: readonly Item[], sort: string): Compare<Item> {
  const descending = sort.startsWith('-')
  const field = descending ? sort.slice(1) : sort
  if (records.length > 0 && records.every(record => fieldValue(record, field) === undefined)) {
    throw UnknownField({ what: 'No record here', name: field, known: Object.keys(records[0]!) })
  }
  return (a, b) => {
    const [first, second] = [fieldValue(a, field), fieldValue(b, field)]
    const missing = Number(isMissing(first)) - Number(isMissing(second))
    return missing || (isMissing(first) ? 0 : compareValues(first, second) * (descending ? -1 : 1))
  }
}

const isMissing = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'number' && Number.isNaN(value))

function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [first, second] = [String(a), String(b)]
  return first < second ? -1 : first > second ? 1 : 0
}
