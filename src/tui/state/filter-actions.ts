import type { Desk } from './desk.ts'
import { changeView } from './history.ts'
import { editOf, type TextEdit } from './text-edit.ts'

/** Above so many rows a filter waits for a pause in the typing. */
const manyRows = 20_000
const pause = 80

export function beginFilter(desk: Desk) {
  const { filter } = desk.level().list
  desk.change({ mode: 'filter', draft: { edit: editOf(filter), before: filter, earlier: 0 }, message: null })
}

let waiting: NodeJS.Timeout | undefined

/**
 * Show what the text matches, once it can be read and matches something; until then the list stays. The name of a field
 * that is being typed is still a word that no record holds.
 */
function apply(desk: Desk, text: string) {
  const { problem } = desk.filtering.of(text)
  const matches = desk.matcher(text)
  const { list } = desk.page()
  if (problem || !list || desk.level().list.filter === text) return
  if (matches && !list.source.items.some(item => matches(item as object))) return
  desk.changeList({ filter: text })
}

export function editFilter(desk: Desk, edit: TextEdit, earlier = 0) {
  const { draft } = desk.state()
  if (!draft) return
  desk.change({ draft: { edit, before: draft.before, earlier }, message: null })
  clearTimeout(waiting)
  const rows = desk.page().list?.source.items.length ?? 0
  if (rows <= manyRows) apply(desk, edit.text)
  else waiting = setTimeout(() => desk.state().draft && apply(desk, edit.text), pause)
}

export function earlierFilter(desk: Desk) {
  const { draft } = desk.state()
  const history = desk.filtering.history()
  const text = draft && history[draft.earlier]
  if (draft && text !== null && text !== undefined) editFilter(desk, editOf(text), draft.earlier + 1)
}

/** Enter: only a filter that can be read is kept. */
export function acceptFilter(desk: Desk) {
  const { draft } = desk.state()
  if (!draft) return
  clearTimeout(waiting)
  if (desk.filtering.of(draft.edit.text).problem) return
  desk.filtering.remember(draft.edit.text)
  desk.change({ mode: 'browse', draft: null })
  changeView(desk, 'the filter', { filter: draft.edit.text }, { filter: draft.before })
}

export function cancelFilter(desk: Desk) {
  const { draft } = desk.state()
  clearTimeout(waiting)
  desk.change({ mode: 'browse', draft: null })
  if (draft) desk.changeList({ filter: draft.before })
}
