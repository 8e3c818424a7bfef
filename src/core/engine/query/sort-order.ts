import { UnknownField } from '../../errors/index.ts'
import { findMetric, rankingValue } from '../../metrics/index.ts'
import { fieldReader } from './field-value.ts'

export type Compare<Item> = (a: Item, b: Item) => number

/** Digits in text are numbers: `x2` comes before `x10`. */
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'variant' })

/** The order of texts wherever records are sorted. */
export const compareText = (a: string, b: string): number => collator.compare(a, b)

/** `dataset,-scores.val.r2`: the fields of an order, the first first; a list is taken as it is. */
export function sortFields(sort: string | readonly string[]): readonly string[] {
  const fields = typeof sort === 'string' ? sort.split(',') : sort
  return fields.map(field => field.trim()).filter(field => field !== '' && field !== '-' && field !== '+')
}

/** How records are put in order by keys, which are read of each record once. */
export interface SortKeys {
  /** What is read of a record, by its names in the record. */
  readonly fields: readonly string[]
  of(record: object): readonly unknown[]
  /** Whether a record comes behind these keys for sure, told by the first of its own. */
  isBehind(record: object, keys: readonly unknown[]): boolean
  compare(a: readonly unknown[], b: readonly unknown[]): number
}

/**
 * By a field, then by the next: `field` for ascending, `-field` for descending, `+metric` for the best of a metric first, in
 * its own direction. Missing values last, whichever way.
 */
export function sortKeys(sort: string | readonly string[]): SortKeys {
  const orders = sortFields(sort).map(written => {
    const sign = written[0] === '-' || written[0] === '+' ? written[0] : ''
    const field = written.slice(sign.length)
    return {
      field,
      read: fieldReader(field),
      down: sign === '-',
      metric: sign === '+' ? findMetricNamed(field) : undefined,
    }
  })
  return {
    fields: orders.map(({ field }) => field),
    of: record => orders.map(({ read, metric }) => sortValue(read(record), metric)),
    isBehind: (record, keys) => {
      const [first] = orders
      return first !== undefined && compareKey(sortValue(first.read(record), first.metric), keys[0], first.down) > 0
    },
    compare(a, b) {
      for (let i = 0; i < orders.length; i++) {
        const found = compareKey(a[i], b[i], orders[i]!.down)
        if (found !== 0) return found
      }
      return 0
    },
  }
}

function compareKey(a: unknown, b: unknown, down: boolean): number {
  if (typeof a === 'number' && typeof b === 'number' && !Number.isNaN(a) && !Number.isNaN(b))
    return down ? b - a : a - b
  const missing = Number(isMissing(a)) - Number(isMissing(b))
  return missing || (isMissing(a) ? 0 : compareValues(a, b) * (down ? -1 : 1))
}

/** The order of `sortKeys` for records. @throws UnknownField where no record has one of the fields */
export function byField<Item extends object>(
  records: readonly Item[],
  sort: string | readonly string[],
): Compare<Item> {
  const keys = sortKeys(sort)
  for (const field of keys.fields) {
    const read = fieldReader(field)
    if (records.length > 0 && records.every(record => read(record) === undefined))
      throw UnknownField({ what: 'No record here', name: field, known: Object.keys(records[0]!) })
  }
  const read = new Map<Item, readonly unknown[]>()
  const of = (record: Item): readonly unknown[] => {
    const known = read.get(record)
    if (known) return known
    const found = keys.of(record)
    read.set(record, found)
    return found
  }
  return (a, b) => keys.compare(of(a), of(b))
}

const findMetricNamed = (name: string) => findMetric(name) ?? findMetric(name.toLowerCase())

/** What is best first by, where a metric says; of a list, how much it holds; else the value. */
const sortValue = (value: unknown, metric: ReturnType<typeof findMetric>): unknown =>
  metric && typeof value === 'number' ? rankingValue(metric, value) : Array.isArray(value) ? value.length : value

const isMissing = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'number' && Number.isNaN(value))

function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return compareText(asText(a), asText(b))
}

const asText = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value))
