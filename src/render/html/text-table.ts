import type { TableDisplay } from '../../core/index.ts'
import { fitted } from './table-limits.ts'

const lengthOf = (text: string) => [...text].length

const pad = (text: string, width: number, align: 'left' | 'right') => {
  const space = ' '.repeat(Math.max(0, width - lengthOf(text)))
  return align === 'right' ? space + text : text + space
}

/** Columns side by side; those of the highest priority number are left out until the rest fits `width`. */
export function textTable(table: TableDisplay, width = 120): string {
  const notes = (table.notes ?? []).map(note => `  ${note}`)
  if (table.rows.length === 0) return [table.title, table.whenEmpty, ...notes].join('\n')
  const { rows: first, more } = fitted(table, 50)
  const best = table.columns.map(column => new Set(column.best?.filter(row => row < first.length)))
  const rows = first.map((row, i) => best.map((of, j) => marked(row[j] ?? '', of, i)))
  const heads = table.columns.map(({ label, better }) => (better ? `${label} ${better === 'low' ? '↓' : '↑'}` : label))
  const widths = heads.map((head, j) =>
    rows.reduce((widest, row) => Math.max(widest, lengthOf(row[j] ?? '')), lengthOf(head)),
  )
  const kept = keptColumns(table, widths, width)
  const line = (cells: readonly string[]) =>
    kept
      .map(j => pad(cells[j] ?? '', widths[j]!, table.columns[j]!.align))
      .join('  ')
      .trimEnd()
  return [
    table.title,
    line(heads),
    kept.map(j => '─'.repeat(widths[j]!)).join('  '),
    ...rows.map(line),
    ...(more ? [more] : []),
    ...(kept.some(j => best[j]!.size > 0) ? ['  * the best'] : []),
    ...notes,
  ].join('\n')
}

/** A star behind the best; the others of such a column keep its place free. */
const marked = (text: string, best: ReadonlySet<number>, row: number) =>
  best.size === 0 ? text : `${text}${best.has(row) ? '*' : ' '}`

function keptColumns(table: TableDisplay, widths: readonly number[], width: number): readonly number[] {
  let kept = table.columns.map((_, j) => j)
  const total = () => kept.reduce((sum, j) => sum + widths[j]! + 2, -2)
  const priority = (j: number) => table.columns[j]!.priority ?? 0
  while (total() > width) {
    const worst = Math.max(...kept.map(priority))
    if (worst === 0) break
    const last = kept.findLast(j => priority(j) === worst)
    kept = kept.filter(j => j !== last)
  }
  return kept
}
