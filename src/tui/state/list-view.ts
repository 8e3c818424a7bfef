import type { Column, RecordFilter } from '../../core/index.ts'
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

/** Stable; missing values last in either direction. Every value is read once. */
export function sortBy<Item>(items: readonly Item[], column: Column<Item>, descending: boolean): readonly Item[] {
  const rows = items.map((item, at) => ({ item, at, value: column.value(item) as Value }))
  const sign = descending ? -1 : 1
  rows.sort((a, b) => {
    if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null) || a.at - b.at
    return compareValues(a.value, b.value) * sign || a.at - b.at
  })
  return rows.map(({ item }) => item)
}

/** Filtered and sorted; computed only when the source, the filter or the sort has changed. */
export function createListView() {
  let filtered: { source: ListSource; matches: RecordFilter | null; items: readonly unknown[] } | undefined
  let sorted: { from: readonly unknown[]; sort: Sort | null; items: readonly unknown[] } | undefined
  return (source: ListSource, matches: RecordFilter | null, sort: Sort | null): readonly unknown[] => {
    if (filtered?.source !== source || filtered.matches !== matches) {
      const items = matches ? source.items.filter(item => matches(item as object)) : source.items
      filtered = { source, matches, items }
    }
    const from = filtered.items
    if (sorted?.from !== from || sorted.sort !== sort) {
      const column = sort && source.columns.find(({ key }) => key === sort.key)
      sorted = { from, sort, items: column ? sortBy(from, column, sort.descending) : from }
    }
    return sorted.items
  }
}

export type ListView = ReturnType<typeof createListView>
