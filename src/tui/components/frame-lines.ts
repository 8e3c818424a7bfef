import { formatCount, groupedDigits } from '../../core/index.ts'
import { vimKeys } from '../keys/key-map.ts'
import { type KeyBinding, type KeyFacts, keysText, type Mode } from '../keys.ts'
import { tabScreens } from '../screens/registry.ts'
import type { DeskState } from '../state/desk.ts'
import type { FilterDraft } from '../state/filtering.ts'
import type { Level } from '../state/level.ts'
import { activeRuns, type LiveSnapshot } from '../state/live-runs.ts'
import { markedIds } from '../state/marks.ts'
import { type Page, viewsOf } from '../state/page.ts'
import { rangeOf } from '../state/range.ts'
import { suggestionsOf } from '../state/suggestions.ts'
import type { Glyphs } from '../theme/glyphs.ts'
import { ends, type Line, lineWidth, padLine, type Span, textWidth, truncate, truncateMiddle } from './line.ts'

/** Where the user is, and what is being executed. Long ways lose their middle, then the ends of their names. */
export function breadcrumbLine(crumbs: readonly string[], counters: Line, width: number, glyphs: Glyphs): Line {
  const mark: Span = [` ${glyphs.crumb} `, 'faint']
  const room = width - lineWidth(counters) - 2
  const least = Math.max(12, Math.floor((room - 6) / 2))
  const line = (names: readonly string[]): Line => [
    [' n4a', 'heading'],
    ...names.flatMap((name, i): Span[] => [mark, [name, i === names.length - 1 ? 'strong' : 'plain']]),
  ]
  const short = crumbs.map(name => truncate(name, least, glyphs.ellipsis))
  const ways = [
    crumbs,
    short,
    ...short.slice(1, -1).map((_, i) => [glyphs.ellipsis, ...short.slice(i + 2)]),
    [glyphs.ellipsis, ...short.slice(-1)],
  ]
  // The last name takes what the others leave.
  const candidates = ways.map(way => {
    const others = lineWidth(line([...way.slice(0, -1), '']))
    return line([
      ...way.slice(0, -1),
      truncateMiddle(crumbs.at(-1) ?? '', Math.max(least, room - others), glyphs.ellipsis),
    ])
  })
  const fitting = candidates.find(candidate => lineWidth(candidate) <= room) ?? candidates.at(-1)!
  return ends(fitting, counters, width, glyphs.ellipsis)
}

/** Runs under way, results that failed, and the workspace where there is room. */
export function countersLine(live: LiveSnapshot, workspace: string, width: number, glyphs: Glyphs): Line {
  const active = activeRuns(live)
  const done = active.reduce((sum, { progress }) => sum + progress.completed + progress.failed, 0)
  const total = active.reduce((sum, { progress }) => sum + progress.total, 0)
  const failed = (live.runs ?? []).reduce((sum, run) => sum + run.failed_results, 0)
  const folder = workspace.split('/').slice(-2).join('/')
  return [
    ...(active.length > 0
      ? [[`${glyphs.live} ${formatCount(active.length, 'run')} ${done}/${total}  `, 'good'] as const]
      : []),
    ...(failed > 0 ? [[`${glyphs.failed} ${failed} failed  `, 'bad'] as const] : []),
    ...(width >= 100 ? [[`${truncate(folder, 28, glyphs.ellipsis)} `, 'faint'] as const] : []),
  ]
}

export function tabsLine(root: Level, width: number, glyphs: Glyphs): Line {
  const tabs = tabScreens.flatMap(({ id, tab, title }): Span[] => [
    [' '],
    [` ${tab} ${title} `, id === root.place.screen ? 'selected' : 'faint'],
  ])
  return padLine(tabs, width, glyphs.ellipsis)
}

/** The filter as it is or is typed, and how much it lets through. */
export function filterLine({ draft }: DeskState, page: Page, readable: boolean, width: number, glyphs: Glyphs): Line {
  const { list, level, screen } = page
  const rows = list ? formatCount(list.source.items.length, 'row') : ''
  const count: Line = list ? [[`${groupedDigits(list.items.length)} of ${rows} `, 'faint']] : []
  if (draft) {
    const shown = !readable || draft.edit.text === level.list.filter
    const typed: Line = [[' / ', 'accent'], ...typedSpans(draft.edit.text, draft.edit.at)]
    return ends(typed, shown ? count : [[`0 of ${rows} `, 'warn']], width, glyphs.ellipsis)
  }
  if (level.list.filter !== '') {
    return ends(
      [
        [' / ', 'accent'],
        [level.list.filter, 'strong'],
      ],
      count,
      width,
      glyphs.ellipsis,
    )
  }
  return ends([[` / filter:  ${screen.list?.example ?? ''}`, 'faint']], count, width, glyphs.ellipsis)
}

/** A line being typed, with its cursor. */
export function typedSpans(text: string, at: number): readonly Span[] {
  const characters = [...text]
  return [[characters.slice(0, at).join('')], [characters[at] ?? ' ', 'selected'], [characters.slice(at + 1).join('')]]
}

/** The rule under the filter; where the filter cannot be read, it points at the place and says why. */
export function upperRule(
  problem: { reason: string; at: number | null } | null,
  text: string,
  width: number,
  glyphs: Glyphs,
): Line {
  if (!problem) return [[glyphs.rule.repeat(width), 'faint']]
  const at = 3 + textWidth([...text].slice(0, problem.at ?? [...text].length).join(''))
  const words = ` ${problem.reason} `
  const before = Math.max(0, Math.min(at, width - textWidth(words) - 2))
  const line: Line = [
    [glyphs.rule.repeat(before), 'faint'],
    [`${glyphs.caret}${words}`, 'bad'],
  ]
  return padLine([...line, [glyphs.rule.repeat(Math.max(0, width - lineWidth(line))), 'faint']], width, glyphs.ellipsis)
}

/** What the last key did, else where the user stands. */
export function statusLine(
  { message, pending, mode, draft }: DeskState,
  page: Page,
  columnLabel: string,
  width: number,
  glyphs: Glyphs,
  again = 'r',
): Line {
  const { load } = page
  const right: Line = [
    ...(pending === '' ? [] : [[`${pending}… `, 'accent'] as const]),
    ...(load.slow && load.ready ? [['reading … ', 'faint'] as const] : []),
  ]
  if (mode === 'help') return padLine([[' Typing searches the keys.', 'faint']], width, glyphs.ellipsis)
  if (message) return ends([[` ${message.text}`, message.tone]], right, width, glyphs.ellipsis)
  if (draft) return padLine(suggestionSpans(draft, page), width, glyphs.ellipsis)
  if (load.ready && load.error !== null) {
    const text = load.error instanceof Error ? load.error.message.split('\n')[0] : String(load.error)
    return ends(
      [[` These records are not fresh: ${text} (${again} tries again)`, 'warn']],
      right,
      width,
      glyphs.ellipsis,
    )
  }
  return ends([[` ${standing(page, columnLabel, glyphs)}`, 'faint']], right, width, glyphs.ellipsis)
}

/** What Tab goes on with, the chosen one marked by brackets as well as by its tone. */
function suggestionSpans(draft: FilterDraft, page: Page): Line {
  const { suggestions, chosen } = suggestionsOf(draft, page)
  if (suggestions.length === 0) return []
  // The chosen one is always among the first that are seen.
  const first = Math.max(0, chosen - 2)
  return [
    [' Tab ', 'faint'],
    ...suggestions
      .slice(first)
      .flatMap(({ text, count }, i): Span[] => [
        [' '],
        [first + i === chosen ? `[${text}]` : ` ${text} `, first + i === chosen ? 'accent' : 'plain'],
        [count === null ? '' : groupedDigits(count), 'faint'],
      ]),
  ]
}

function standing(page: Page, columnLabel: string, glyphs: Glyphs): string {
  const { list, pane, level, screen } = page
  if (pane) {
    const all = viewsOf(page)
    const title = pane.all.find(({ id }) => id === pane.id)!.title
    const position = level.siblings.indexOf(level.place.subject ?? '')
    const more = pane.lines.length > pane.height ? [`line ${level.list.top + 1} of ${pane.lines.length}`] : []
    const siblings = level.siblings.length > 1 ? [`${position + 1} of ${level.siblings.length} in its list`] : []
    const views = all.length > 1 ? [`view ${all.indexOf(pane.id) + 1}/${all.length} ${title}`] : []
    return [...views, ...siblings, ...more].join(` ${glyphs.separator} `)
  }
  const count = markedIds(page).length
  const marks = count > 0 ? [`${groupedDigits(count)} marked`] : []
  if (!list || list.items.length === 0) return marks.join('')
  const { cursor, sort, hidden } = level.list
  const range = rangeOf(page)
  const sorted = sort.flatMap(({ key, descending }) => {
    const label = list.source.columns.find(column => column.key === key)?.label ?? key
    return [`${label} ${descending ? glyphs.descending : glyphs.ascending}`]
  })
  return [
    `row ${groupedDigits(cursor + 1)} of ${groupedDigits(list.items.length)}`,
    ...marks,
    `column ${columnLabel}`,
    sorted.length > 0 ? `sorted by ${sorted.join(', then ')}` : screen.list!.order,
    ...(list.groups ? [formatCount(list.groups.length, 'group')] : []),
    ...(range ? [`range of ${groupedDigits(range[1] - range[0] + 1)}`] : []),
    ...(hidden.size > 0 ? [`${formatCount(hidden.size, 'column')} hidden`] : []),
  ].join(` ${glyphs.separator} `)
}

/** Keys that work here, the most useful first, as many as fit; the help is always one of them. */
export function hintLine(
  mode: Mode,
  facts: KeyFacts,
  width: number,
  glyphs: Glyphs,
  bindings: readonly KeyBinding[] = vimKeys.bindings,
): Line {
  const active = bindings
    .filter(
      binding =>
        binding.mode === mode &&
        binding.keys.length > 0 &&
        binding.hint !== undefined &&
        (binding.when?.(facts) ?? true) === true,
    )
    .sort((a, b) => a.hint! - b.hint!)
  const help = active.find(({ id }) => id === 'help')
  const spans = (binding: (typeof active)[number]): Line => [
    [` ${keysText(binding).replace('↵', glyphs.enter)}`, 'accent'],
    [` ${binding.label} `, 'faint'],
  ]
  const tail = help ? spans(help) : []
  let line: Line = []
  for (const binding of active) {
    if (binding === help) continue
    const next = [...line, ...spans(binding)]
    if (lineWidth(next) + lineWidth(tail) > width) break
    line = next
  }
  return padLine([...line, ...tail], width, glyphs.ellipsis)
}
