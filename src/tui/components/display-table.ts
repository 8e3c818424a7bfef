import type { TableDisplay } from '../../core/index.ts'
import { gap } from './column-layout.ts'
import { fitText, type Line, type Span, textWidth, wrapText } from './line.ts'

/** Columns from the left as far as they fit; what is left out is said. */
function fitting(widths: readonly number[], available: number): number {
  let used = -gap
  const first = widths.findIndex(width => {
    used += width + gap
    return used > available
  })
  return first < 0 ? widths.length : Math.max(1, first)
}

/** A small table whole: for folds and metrics, not for records. */
export function displayTableLines(table: TableDisplay, width: number, ellipsis = '…'): readonly Line[] {
  if (table.rows.length === 0) return wrapText(table.whenEmpty, width).map(text => [[text, 'faint']])
  const widths = table.columns.map(({ label }, i) =>
    table.rows.reduce((widest, row) => Math.max(widest, textWidth(row[i] ?? '')), textWidth(label)),
  )
  const shown = fitting(widths, width)
  const line = (cells: readonly string[], tone: Span[1]): Line =>
    cells.slice(0, shown).map((cell, i) => {
      const own = Math.min(widths[i]!, width)
      return [`${i > 0 ? ' '.repeat(gap) : ''}${fitText(cell, own, table.columns[i]!.align, ellipsis)}`, tone]
    })
  const hidden = table.columns.slice(shown).map(({ label }) => label)
  return [
    line(
      table.columns.map(({ label }) => label),
      'heading',
    ),
    ...table.rows.map(row => line(row, 'plain')),
    ...(hidden.length > 0 ? [[[`Not shown: ${hidden.join(', ')}`, 'faint'] as const]] : []),
  ]
}
