import type { Desk } from './desk.ts'
import type { ListSource } from './list-view.ts'
import { moveTo } from './moves.ts'
import type { Page } from './page.ts'

const known = new WeakMap<ListSource, ReadonlySet<string>>()

function idsOf(source: ListSource): ReadonlySet<string> {
  const before = known.get(source)
  if (before) return before
  const ids = new Set(source.items.map(source.idOf))
  known.set(source, ids)
  return ids
}

/** Ids of the marked records that are still there, in the order of their marks. */
export function markedIds({ list, level }: Page): readonly string[] {
  const { marked } = level.list
  if (!list || marked.size === 0) return []
  const ids = idsOf(list.source)
  return [...marked].filter(id => ids.has(id))
}

function toggled(marked: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> {
  const next = new Set(marked)
  for (const id of ids) if (!next.delete(id)) next.add(id)
  return next
}

/** Mark so many rows from the cursor on, and stand below them. */
export function markRows(desk: Desk, rows: number) {
  const { list, level } = desk.page()
  if (!list) return
  const { items, source, height } = list
  const { cursor, marked } = level.list
  const ids = items.slice(cursor, cursor + rows).map(source.idOf)
  const moved = moveTo(level.list, cursor + rows, { rows: items.length, height }, row => source.idOf(items[row]))
  desk.changeList({ ...moved, marked: toggled(marked, ids) })
}

/** Of the rows that the filter lets through; marks it hides stay. */
export function invertMarks(desk: Desk) {
  const { list, level } = desk.page()
  if (list) desk.changeList({ marked: toggled(level.list.marked, list.items.map(list.source.idOf)) })
}

export function openComparison(desk: Desk) {
  const page = desk.page()
  const place = page.screen.list?.compare?.(markedIds(page))
  if (place) desk.open(place)
}
