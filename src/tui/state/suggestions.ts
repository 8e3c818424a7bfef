import { type FilterSuggestions, suggestFilter } from '../../core/index.ts'
import type { Desk } from './desk.ts'
import { editFilter } from './filter-actions.ts'
import type { FilterDraft } from './filtering.ts'
import type { Page } from './page.ts'
import { editOf } from './text-edit.ts'

const ofMarks = ['starred', 'rejected', 'tag', 'note']

/** What the filter that is typed may go on with; of the text before Tab changed it. */
export function suggestionsOf(draft: FilterDraft, page: Page): FilterSuggestions & { readonly chosen: number } {
  const { edit, completion } = draft
  const { text, at } = completion?.of ?? edit
  const items = (page.list?.source.items ?? []) as readonly object[]
  const found = suggestFilter(text, at, items, page.screen.marks ? ofMarks : [])
  return { ...found, chosen: completion?.index ?? -1 }
}

/** Tab: the first of them, then the next; around in a circle. */
export function completeFilter(desk: Desk, by: 1 | -1) {
  const { draft } = desk.state()
  if (!draft) return
  const { from, suggestions, chosen } = suggestionsOf(draft, desk.page())
  if (suggestions.length === 0) return desk.say('Nothing in these rows goes on so.', 'faint')
  const first = by === 1 ? 0 : suggestions.length - 1
  const index = chosen < 0 ? first : (chosen + by + suggestions.length) % suggestions.length
  const of = draft.completion?.of ?? draft.edit
  const characters = [...of.text]
  const before = characters.slice(0, from).join('') + suggestions[index]!.text
  const edit = { text: before + characters.slice(of.at).join(''), at: editOf(before).at }
  editFilter(desk, edit)
  const now = desk.state().draft
  // The only one is taken: Tab goes on behind it.
  if (now && suggestions.length > 1) desk.change({ draft: { ...now, completion: { of, index } } })
}
