import type { Desk } from './desk.ts'
import { changeView } from './history.ts'
import type { Sort } from './level.ts'
import { clamp } from './moves.ts'
import { type Page, paneOf } from './page.ts'

/** The columns of the list in the order of the user, hidden ones as well. */
export function orderedColumns({ list, level }: Page) {
  const columns = list?.source.columns ?? []
  const { order } = level.list
  if (order.length === 0) return columns
  const placed = order.flatMap(key => columns.find(column => column.key === key) ?? [])
  return [...placed, ...columns.filter(column => !placed.includes(column))]
}

/** The columns of the list that are shown; all where the user has hidden them all but for a filter of other data. */
export function shownColumns(page: Page) {
  const columns = orderedColumns(page)
  const { hidden } = page.level.list
  if (hidden.size === 0) return columns
  const shown = columns.filter(({ key }) => !hidden.has(key))
  return shown.length > 0 ? shown : columns
}

/** Put the current column so many places further among those shown. */
export function shiftColumn(desk: Desk, by: number) {
  const page = desk.page()
  const shown = shownColumns(page).map(({ key }) => key)
  const at = currentColumn(desk)
  const key = shown[at]
  if (key === undefined) return
  const to = Math.max(0, Math.min(shown.length - 1, at + by))
  const moved = shown.toSpliced(at, 1).toSpliced(to, 0, key)
  // Hidden ones keep their places behind.
  const rest = orderedColumns(page).flatMap(column => (moved.includes(column.key) ? [] : [column.key]))
  desk.changeList({ column: key })
  changeView(desk, 'the order of columns', { order: [...moved, ...rest] })
}

/** The current column among those shown: where the user went, the column that is sorted by, or the first. */
export function currentColumn(desk: Desk): number {
  const page = desk.page()
  const key = page.level.list.column ?? page.level.list.sort[0]?.key
  return Math.max(
    0,
    shownColumns(page).findIndex(column => column.key === key),
  )
}

export const currentColumnOf = (desk: Desk) => shownColumns(desk.page())[currentColumn(desk)]

export function moveColumn(desk: Desk, by: number) {
  const page = desk.page()
  const steps = paneOf(page)?.steps?.(page.load.data)
  if (steps !== undefined) return desk.changeLevel({ step: clamp(page.level.step + by, 0, Math.max(0, steps - 1)) })
  const columns = shownColumns(desk.page())
  const column = columns[Math.max(0, Math.min(columns.length - 1, currentColumn(desk) + by))]
  if (column) desk.changeList({ column: column.key })
}

/** Ascending, descending, off. A column that is not among them is the only one, or the last of several. */
function nextSort(sort: readonly Sort[], key: string, several: boolean): readonly Sort[] {
  const now = sort.find(other => other.key === key)
  const kept = several ? sort : sort.filter(other => other.key === key)
  if (!now) return [...kept, { key, descending: false }]
  if (now.descending) return kept.filter(other => other.key !== key)
  return kept.map(other => (other.key === key ? { key, descending: true } : other))
}

export function sortByCurrent(desk: Desk, several: boolean) {
  const { level } = desk.page()
  const column = currentColumnOf(desk)
  if (!column) return
  desk.changeList({ column: column.key })
  changeView(desk, 'the order', { sort: nextSort(level.list.sort, column.key, several) })
}

/** Why there is no best choice to sort by; null where there is one. */
export function noBest({ list, screen }: Page): string | null {
  if (!list) return 'Lists of results can be sorted so.'
  const key = screen.list?.best
  if (key === undefined) return 'Lists of results can be sorted so.'
  return list.source.columns.some(column => column.key === key)
    ? null
    : 'No two results of a dataset are within one standard error of its best.'
}

/** The best choices first, or again as before. */
export function sortByBest(desk: Desk) {
  const { screen, level } = desk.page()
  const key = screen.list?.best
  if (key === undefined) return
  const sorted = level.list.sort[0]?.key === key
  changeView(desk, 'the order', { sort: sorted ? [] : [{ key, descending: false }] })
}
