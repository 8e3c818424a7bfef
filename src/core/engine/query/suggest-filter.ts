import { runStatuses } from '../../records/index.ts'
import { fieldReader, shortNames } from './field-value.ts'

/** What a filter could go on with. */
export interface FilterSuggestion {
  /** Takes the place of what is typed of it: a field with its sign, or a value. */
  readonly text: string
  /** Records that have the value; null for fields. */
  readonly count: number | null
}

export interface FilterSuggestions {
  /** Where in the filter, in characters, what they replace begins; it ends at the cursor. */
  readonly from: number
  readonly suggestions: readonly FilterSuggestion[]
}

/** Of longer lists so many are looked at: suggestions come while somebody types. */
const looked = 20_000
const looks = 50
const longest = 60

type Values = readonly (readonly [value: string | number | boolean, count: number])[]

const values = new WeakMap<readonly object[], Map<string, Values>>()

/** Values of a field, those that most records have first; counted once for the same list. */
function valuesOf(records: readonly object[], field: string): Values {
  const known = values.get(records) ?? new Map<string, Values>()
  values.set(records, known)
  const before = known.get(field)
  if (before) return before
  const read = fieldReader(field)
  const counts = new Map<string | number | boolean, number>()
  for (const record of records.slice(0, looked)) {
    const found = read(record)
    for (const value of Array.isArray(found) ? found : [found]) {
      if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') continue
      // The language has no way to write a quote inside quotes.
      if (String(value).length <= longest && value !== '' && !String(value).includes('"'))
        counts.set(value, (counts.get(value) ?? 0) + 1)
    }
  }
  const found = [...counts].sort((a, b) => b[1] - a[1] || (String(a[0]) < String(b[0]) ? -1 : 1))
  known.set(field, found)
  return found
}

const fields = new WeakMap<readonly object[], readonly string[]>()

/** Names that lead to a value in these records: short names, own fields, factors, metrics. */
function fieldsOf(records: readonly object[]): readonly string[] {
  const before = fields.get(records)
  if (before) return before
  const names = new Set(Object.keys(shortNames))
  const first = records.slice(0, looks)
  for (const record of first) {
    for (const [key, value] of Object.entries(record)) {
      if (typeof value !== 'object' || value === null) names.add(key)
      else if (key === 'params' || key === 'best_params') for (const name of Object.keys(value)) names.add(name)
      else if (key === 'scores') for (const name of metricsOf(value)) names.add(name)
    }
  }
  const found = [...names].filter(name => {
    const read = fieldReader(name)
    return first.some(record => read(record) !== undefined && read(record) !== null)
  })
  fields.set(records, found)
  return found
}

/** `{val: {rmse}}` of results, `{rmse}` of predictions. */
const metricsOf = (scores: object): readonly string[] =>
  Object.entries(scores).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? (key === 'val' ? Object.keys(value) : []) : [key],
  )

/** Numbers between numbers are compared; names and whole numbers are named. */
function signFor(records: readonly object[], field: string): string {
  const read = fieldReader(field)
  return records.slice(0, looks).some(record => typeof read(record) === 'number' && !Number.isInteger(read(record)))
    ? '<'
    : ':'
}

const quoted = (value: string | number | boolean): string => {
  const text = String(value)
  return /[\s()|]/.test(text) ? `"${text}"` : text
}

/** Those that begin with what is typed first, then those that hold it. */
function fitting(names: readonly string[], typed: string): readonly string[] {
  const wanted = typed.toLowerCase()
  const begin = names.filter(name => name.toLowerCase().startsWith(wanted))
  const hold = names.filter(name => !begin.includes(name) && wanted !== '' && name.toLowerCase().includes(wanted))
  return [...begin.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1)), ...hold]
}

const words: Readonly<Record<string, readonly string[]>> = { is: ['starred', 'rejected', ...runStatuses] }

/**
 * What the word before the cursor may become: a field of the records, or a value of the field with how many have it.
 * `more`: names beside those in the records, such as those of marks. Nothing inside quotes.
 */
export function suggestFilter(
  filter: string,
  at: number,
  records: readonly object[],
  more: readonly string[] = [],
  most = 12,
): FilterSuggestions {
  const before = [...filter].slice(0, at).join('')
  const none = { from: at, suggestions: [] }
  if ((before.match(/"/g) ?? []).length % 2 === 1) return none
  const typed = /[^\s()"]*$/.exec(before)![0].replace(/^-/, '')
  const [, field, , value] = /^([\w.]+)(:|!=|<=|>=|=|<|>|~)(.*)$/.exec(typed) ?? []
  if (field === undefined || value === undefined) {
    const names = fitting([...fieldsOf(records), 'is', 'has', ...more], typed)
    const suggestions = names.map(name => ({
      text: `${name}${name === 'has' || name === 'is' ? ':' : signFor(records, name)}`,
      count: null,
    }))
    return { from: at - [...typed].length, suggestions: suggestions.slice(0, most) }
  }
  const part = value.split('|').at(-1)!
  const from = at - [...part].length
  if (field === 'has') {
    return {
      from,
      suggestions: fitting([...fieldsOf(records), ...more], part)
        .slice(0, most)
        .map(text => ({ text, count: null })),
    }
  }
  const own = words[field]
  if (own) return { from, suggestions: fitting(own, part).map(text => ({ text, count: null })) }
  const wanted = part.toLowerCase()
  const found = valuesOf(records, field)
    .filter(([known]) => String(known).toLowerCase().includes(wanted) && quoted(known) !== part)
    .slice(0, most)
  return { from, suggestions: found.map(([known, count]) => ({ text: quoted(known), count })) }
}
