import { type Column, compareText, fieldReader, type RecordFilter } from '../../core/index.ts'
import { type Group, groupRows } from './groups.ts'
import type { Sort } from './level.ts'
import { clamp } from './moves.ts'

/** What a screen's list is made of, once for each load. */
export interface ListSource<Item = unknown> {
  readonly items: readonly Item[]
  readonly columns: readonly Column<Item>[]
  readonly idOf: (item: Item) => string
}

type Value = string | number | null

/** More different texts than that are compared letter by letter: words in the order of a language cost a hundred times as much. */
const mostWords = 20_000

/**
 * Numbers for the values of a column in the order asked for, which typed arrays sort several times as fast: numbers as
 * they are, texts by their rank, what is missing behind all.
 */
function ranks(values: readonly Value[], descending: boolean): Float64Array {
  const sign = descending ? -1 : 1
  const texts = new Set<string>()
  for (const value of values) if (typeof value === 'string') texts.add(value)
  if (texts.size === 0) {
    return Float64Array.from(values as readonly (number | null)[], value =>
      value === null ? Number.POSITIVE_INFINITY : clamp(value * sign, -Number.MAX_VALUE, Number.MAX_VALUE),
    )
  }
  // Where a column holds both, numbers are texts.
  for (const value of values) if (typeof value === 'number') texts.add(String(value))
  const sorted = texts.size > mostWords ? [...texts].sort() : [...texts].sort(compareText)
  const rankOf = new Map(sorted.map((text, rank) => [text, rank] as const))
  return Float64Array.from(values, value =>
    value === null ? Number.POSITIVE_INFINITY : rankOf.get(String(value))! * sign,
  )
}

export interface SortColumn<Item> {
  readonly column: Pick<Column<Item>, 'value'>
  readonly descending: boolean
}

/** Stable; the most important column first; missing values last in either direction. Every value is read once. */
export function sortBy<Item>(items: readonly Item[], by: readonly SortColumn<Item>[]): readonly Item[] {
  const values = by.map(({ column, descending }) =>
    ranks(
      items.map(item => column.value(item) as Value),
      descending,
    ),
  )
  const rows = Uint32Array.from(items, (_, at) => at)
  rows.sort((first, second) => {
    for (const ranked of values) {
      const [a, b] = [ranked[first]!, ranked[second]!]
      if (a !== b) return a < b ? -1 : 1
    }
    return first - second
  })
  return Array.from(rows, at => items[at]!)
}

/** An order by a field that no column shows, as a saved view may ask for. */
function fieldColumn(field: string): Pick<Column<unknown>, 'value'> {
  const read = fieldReader(field)
  return {
    value: item => {
      const value = read(item as object)
      if (typeof value === 'number' || typeof value === 'string') return value
      return value === undefined || value === null ? null : Array.isArray(value) ? value.length : String(value)
    },
  }
}

/** The rows of a list, and what parts them where they are grouped. */
export interface ViewedRows {
  readonly items: readonly unknown[]
  readonly groups: readonly Group[] | null
}

/** Filtered, sorted and grouped; computed only when what it is made of has changed. */
export function createListView() {
  let filtered: { source: ListSource; matches: RecordFilter | null; items: readonly unknown[] } | undefined
  let sorted: { from: readonly unknown[]; sort: readonly Sort[]; items: readonly unknown[] } | undefined
  let grouped: { from: readonly unknown[]; key: string; rows: ViewedRows } | undefined
  return (
    source: ListSource,
    matches: RecordFilter | null,
    sort: readonly Sort[],
    group: string | null = null,
  ): ViewedRows => {
    if (filtered?.source !== source || filtered.matches !== matches) {
      const items = matches ? source.items.filter(item => matches(item as object)) : source.items
      filtered = { source, matches, items }
    }
    const from = filtered.items
    if (sorted?.from !== from || sorted.sort !== sort) {
      const by = sort.flatMap(({ key, descending }) => {
        return [{ column: source.columns.find(other => other.key === key) ?? fieldColumn(key), descending }]
      })
      sorted = { from, sort, items: by.length > 0 ? sortBy(from, by) : from }
    }
    if (group === null) return { items: sorted.items, groups: null }
    if (grouped?.from !== sorted.items || grouped.key !== group) {
      grouped = { from: sorted.items, key: group, rows: groupRows(sorted.items, source, group) }
    }
    return grouped.rows
  }
}

export type ListView = ReturnType<typeof createListView>
