import type { Column, RecordFilter } from '../../core/index.ts'
import { type Group, groupRows } from './groups.ts'
import type { Sort } from './level.ts'

/** What a screen's list is made of, once for each load. */
export interface ListSource<Item = unknown> {
  readonly items: readonly Item[]
  readonly columns: readonly Column<Item>[]
  readonly idOf: (item: Item) => string
}

type Value = string | number | null

function compareValues(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [first, second] = [String(a), String(b)]
  return first < second ? -1 : first > second ? 1 : 0
}

export interface SortColumn<Item> {
  readonly column: Column<Item>
  readonly descending: boolean
}

/** Stable; the most important column first; missing values last in either direction. Every value is read once. */
export function sortBy<Item>(items: readonly Item[], by: readonly SortColumn<Item>[]): readonly Item[] {
  const values = by.map(({ column }) => items.map(item => column.value(item) as Value))
  const signs = by.map(({ descending }) => (descending ? -1 : 1))
  const rows = items.map((_, at) => at)
  rows.sort((first, second) => {
    for (let i = 0; i < values.length; i++) {
      const [a, b] = [values[i]![first]!, values[i]![second]!]
      if (a === b) continue
      if (a === null || b === null) return a === null ? 1 : -1
      const order = compareValues(a, b) * signs[i]!
      if (order !== 0) return order
    }
    return first - second
  })
  return rows.map(at => items[at]!)
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
        const column = source.columns.find(other => other.key === key)
        return column ? [{ column, descending }] : []
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
