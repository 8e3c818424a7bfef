import { UnknownField } from '../../errors/index.ts'
import { findMetric, rankingValue } from '../../metrics/index.ts'
import { fieldValue } from './field-value.ts'

export type Compare<Item> = (a: Item, b: Item) => number

/** Digits in text are numbers: `x2` comes before `x10`. */
const text = new Intl.Collator('en', { numeric: true, sensitivity: 'variant' })

/** `dataset,-scores.val.r2`: the fields of an order, the first first; a list is taken as it is. */
export function sortFields(sort: string | readonly string[]): readonly string[] {
  const fields = typeof sort === 'string' ? sort.split(',') : sort
  return fields.map(field => field.trim()).filter(field => field !== '' && field !== '-' && field !== '+')
}

/**
 * By a field, then by the next: `field` for ascending, `-field` for descending, `+metric` for the best of a metric first, in
 * its own direction. Missing values last, whichever way. @throws UnknownField where no record has one of them
 */
export function byField<Item extends object>(
  records: readonly Item[],
  sort: string | readonly string[],
): Compare<Item> {
  const orders = sortFields(sort).map(field => byOne(records, field))
  return (a, b) => {
    for (const order of orders) {
      const found = order(a, b)
      if (found !== 0) return found
    }
    return 0
  }
}

function byOne<Item extends object>(records: readonly Item[], sort: string): Compare<Item> {
  const sign = sort[0] === '-' || sort[0] === '+' ? sort[0] : ''
  const field = sort.slice(sign.length)
  if (records.length > 0 && records.every(record => fieldValue(record, field) === undefined)) {
    throw UnknownField({ what: 'No record here', name: field, known: Object.keys(records[0]!) })
  }
  // A field is looked for in several places of a record: once each, not once a comparison.
  const values = new Map<Item, unknown>()
  const of = (record: Item) => {
    if (!values.has(record)) values.set(record, sortValue(fieldValue(record, field), sign === '+' ? field : null))
    return values.get(record)
  }
  return (a, b) => {
    const [first, second] = [of(a), of(b)]
    const missing = Number(isMissing(first)) - Number(isMissing(second))
    return missing || (isMissing(first) ? 0 : compareValues(first, second) * (sign === '-' ? -1 : 1))
  }
}

/** What is best first by, where a metric says; else the value. */
function sortValue(value: unknown, metricName: string | null): unknown {
  const metric = metricName === null ? undefined : (findMetric(metricName) ?? findMetric(metricName.toLowerCase()))
  return metric && typeof value === 'number' ? rankingValue(metric, value) : value
}

const isMissing = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'number' && Number.isNaN(value))

function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return text.compare(asText(a), asText(b))
}

const asText = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value))
