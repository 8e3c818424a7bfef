import { type Column, formatScore, groupedDigits } from '../../core/index.ts'
import type { ListSource } from './list-view.ts'
import { clamp } from './moves.ts'

/** Rows that have the same in one column. */
export interface Group {
  readonly label: string
  /** Place of its first row. */
  readonly start: number
  readonly count: number
  /** The best of it, in words; empty where nothing ranks. */
  readonly best: string
}

/** Errors in different units have no order: the best of each dataset, and of no more than so many. */
const datasetsNamed = 3

const datasetOf = (item: unknown): string => {
  const { dataset } = item as { readonly dataset?: unknown }
  return typeof dataset === 'string' ? dataset : ''
}

function bestText(rows: readonly unknown[], column: Column<unknown> | undefined): string {
  if (!column) return ''
  const best = new Map<string, number>()
  for (const row of rows) {
    const value = column.value(row)
    if (typeof value !== 'number') continue
    const name = datasetOf(row)
    const known = best.get(name)
    if (known === undefined || (column.better === 'low' ? value < known : value > known)) best.set(name, value)
  }
  if (best.size === 0) return ''
  const named = [...best].slice(0, datasetsNamed)
  const words = named.map(([name, value]) => (best.size > 1 ? `${formatScore(value)} ${name}` : formatScore(value)))
  const more = best.size > named.length ? `, and ${best.size - named.length} more` : ''
  return `best ${column.label} ${words.join(', ')}${more}`
}

/** The rows with those together that read alike in the column: groups in the order of their first rows. O(n). */
export function groupRows(
  items: readonly unknown[],
  { columns }: ListSource,
  key: string,
): { readonly items: readonly unknown[]; readonly groups: readonly Group[] | null } {
  const column = columns.find(other => other.key === key)
  if (!column) return { items, groups: null }
  const texts = new Map<unknown, string>()
  const members = new Map<string, unknown[]>()
  for (const item of items) {
    const value = column.value(item)
    const text = texts.get(value) ?? column.text(item)
    texts.set(value, text)
    const group = members.get(text)
    if (group) group.push(item)
    else members.set(text, [item])
  }
  const ranked = columns.find(({ better }) => better !== undefined)
  let start = 0
  const groups = [...members].map(([label, rows]): Group => {
    const group = { label, start, count: rows.length, best: bestText(rows, ranked) }
    start += rows.length
    return group
  })
  return { items: [...members.values()].flat(), groups }
}

/** The group of a row. O(log groups). */
export function groupAt(groups: readonly Group[], row: number): number {
  let [low, high] = [0, groups.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (groups[middle]!.start <= row) low = middle
    else high = middle - 1
  }
  return low
}

/** Lines that rows take with the headings of their groups; the first has one always, so that its group is known. */
const linesOf = (groups: readonly Group[], from: number, to: number) =>
  to - from + 2 + groupAt(groups, to) - groupAt(groups, from)

/** The first row so that all up to `to` fit into `height` lines. */
function firstFor(groups: readonly Group[], to: number, height: number): number {
  let first = to
  while (first > 0 && linesOf(groups, first - 1, to) <= height) first--
  return first
}

/** As `topFor`, where headings take lines as well. Beyond an edge the view jumps by half a page. */
export function topInGroups(
  groups: readonly Group[],
  cursor: number,
  top: number,
  { rows, height }: { readonly rows: number; readonly height: number },
): number {
  const half = Math.max(2, Math.ceil(height / 2))
  const last = firstFor(groups, rows - 1, height)
  const wanted =
    cursor < top || linesOf(groups, top, cursor) > height
      ? cursor < top && cursor < top - 1
        ? cursor
        : firstFor(groups, cursor, half)
      : top
  return clamp(wanted, 0, Math.max(0, last))
}

export const groupHeading = ({ label, count, best }: Group): string =>
  [label, `${groupedDigits(count)} ${count === 1 ? 'row' : 'rows'}`, best].filter(Boolean).join('   ')
