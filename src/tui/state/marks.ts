import { formatCount } from '../../core/index.ts'
import type { AnyScreen } from '../screens/screen.ts'
import type { Desk } from './desk.ts'
import { changeView } from './history.ts'
import type { ListSource } from './list-view.ts'
import { moveTo } from './moves.ts'
import { extentOf, type Page } from './page.ts'

/** Whether the rows of its list can be marked. */
export const canMark = ({ list, marks, repairs }: AnyScreen): boolean =>
  [list?.compare, list?.choose, marks, list?.mixed ? undefined : repairs].some(Boolean)

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
  const { items, source } = list
  const { cursor, marked } = level.list
  const ids = items.slice(cursor, cursor + rows).map(source.idOf)
  const moved = moveTo(level.list, cursor + rows, extentOf(list), row => source.idOf(items[row]))
  desk.changeList({ ...moved, marked: toggled(marked, ids) })
}

/** Of the rows that the filter lets through; marks it hides stay. */
export function invertMarks(desk: Desk) {
  const { list, level } = desk.page()
  if (list) changeView(desk, 'the marks', { marked: toggled(level.list.marked, list.items.map(list.source.idOf)) })
}

/** Mark the rows shown that a filter lets through, beside those that are marked. */
export function markMatching(desk: Desk, filter: string) {
  const { list, level } = desk.page()
  if (!list) return
  const { problem } = desk.filtering.of(filter)
  if (problem) return desk.say(`The filter cannot be read: ${problem.reason}.`, 'bad')
  const matches = desk.matcher(filter)
  const found = list.items.filter(item => !matches || matches(item as object)).map(list.source.idOf)
  if (found.length === 0) return desk.say(`No row here matches ${filter}.`, 'warn')
  changeView(desk, 'the marks', { marked: new Set([...level.list.marked, ...found]) })
  desk.say(`Marked ${formatCount(found.length, 'row')}; z takes it back.`, 'good')
}

export function unmark(desk: Desk) {
  const { list } = desk.level()
  if (list.marked.size === 0) return desk.say('Nothing is marked here.')
  changeView(desk, 'the marks', { marked: new Set() })
  desk.say(`Took ${formatCount(list.marked.size, 'mark')} away; z brings them back.`, 'good')
}

export function openComparison(desk: Desk) {
  const page = desk.page()
  const place = page.screen.list?.compare?.(markedIds(page))
  if (place) desk.open(place)
}
