import type { Desk } from './desk.ts'
import { changeView } from './history.ts'
import { clamp } from './moves.ts'
import type { Page } from './page.ts'

/** First and last row of the range that is being marked; null where none is. */
export function rangeOf({ list, level }: Page): readonly [from: number, to: number] | null {
  const { anchor, cursor } = level.list
  if (!list || anchor === null || list.items.length === 0) return null
  const { items, source } = list
  const here = items[anchor.row]
  // Rows may have come and gone since.
  const at =
    here !== undefined && source.idOf(here) === anchor.id
      ? anchor.row
      : items.findIndex(item => source.idOf(item) === anchor.id)
  const from = at < 0 ? cursor : at
  return [Math.min(from, cursor), clamp(Math.max(from, cursor), 0, items.length - 1)]
}

export function beginRange(desk: Desk) {
  const { list, level } = desk.page()
  const item = list?.items[level.list.cursor]
  if (!list || item === undefined) return
  desk.changeList({ anchor: { row: level.list.cursor, id: list.source.idOf(item) } })
  desk.say('Move to the other end; v or space marks the rows, Esc gives up, any other verb marks them and goes on.')
}

export const dropRange = (desk: Desk) => desk.changeList({ anchor: null })

/** Mark the rows of the range, beside those that are marked. */
export function markRange(desk: Desk) {
  const page = desk.page()
  const range = rangeOf(page)
  if (!range || !page.list) return
  const { items, source } = page.list
  const marked = new Set(page.level.list.marked)
  for (let row = range[0]; row <= range[1]; row++) marked.add(source.idOf(items[row]))
  dropRange(desk)
  changeView(desk, 'the marks', { marked })
}
