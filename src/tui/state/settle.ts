import type { ListState } from './level.ts'
import { clamp, moveTo } from './moves.ts'
import { extentOf, type Page } from './page.ts'

/** Where the user stands after rows have come, gone or moved: on the same record, not on the same row. */
export function settledList({ list, level, pane }: Page): ListState {
  const { cursor, selected, top, follow } = level.list
  if (pane) return { ...level.list, top: clamp(top, 0, Math.max(0, pane.lines.length - pane.height)) }
  if (!list) return level.list
  const { items, source } = list
  // An empty view forgets no record: when it fills again, the cursor returns.
  if (items.length === 0) return level.list
  if (follow) return moveTo(level.list, items.length - 1, extentOf(list), row => source.idOf(items[row]))
  const here = items[cursor]
  const same = selected === null || (here !== undefined && source.idOf(here) === selected)
  const found = same ? cursor : items.findIndex(item => source.idOf(item) === selected)
  return moveTo(level.list, found < 0 ? cursor : found, extentOf(list), row => source.idOf(items[row]))
}

export const sameStanding = (a: ListState, b: ListState): boolean =>
  a.cursor === b.cursor && a.top === b.top && a.selected === b.selected
