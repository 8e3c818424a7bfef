import type { TableDisplay } from '../../core/index.ts'
import { gap } from './column-layout.ts'
import { fitText, type Line, type Span, textWidth, wrapText } from './line.ts'

const isEmpty = (cell: string | undefined) => cell === undefined || cell === '' || cell === '–'

/** Cells each column would like. */
export function columnWidths({ columns, rows }: TableDisplay): readonly number[] {
  return columns.map(({ label }, i) =>
    rows.reduce((widest, row) => Math.max(widest, textWidth(row[i] ?? '')), textWidth(label)),
  )
}

/** Places of the columns that fit: those with the most empty cells go first, then the last. The first always stays. */
export function columnsThatFit({ rows }: TableDisplay, widths: readonly number[], available: number, between = gap) {
  const total = (places: readonly number[]) => places.reduce((sum, i) => sum + widths[i]! + between, -between)
  const empty = widths.map((_, i) => rows.filter(row => isEmpty(row[i])).length)
  let places = widths.map((_, i) => i)
  while (places.length > 1 && total(places) > available) {
    const worst = places.slice(1).reduce((last, i) => (empty[i]! >= empty[last]! ? i : last))
    places = places.filter(i => i !== worst)
  }
  return places
}

/** A small table whole: for folds and metrics, not for records. */
export function displayTableLines(table: TableDisplay, width: number, ellipsis = '…'): readonly Line[] {
  if (table.rows.length === 0) return wrapText(table.whenEmpty, width).map(text => [[text, 'faint']])
  const widths = columnWidths(table)
  const shown = columnsThatFit(table, widths, width)
  const line = (cells: readonly string[], tone: Span[1]): Line =>
    shown.map((i, place) => {
      const text = fitText(cells[i] ?? '', Math.min(widths[i]!, width), table.columns[i]!.align, ellipsis)
      return [`${place > 0 ? ' '.repeat(gap) : ''}${text}`, tone]
    })
  const hidden = table.columns.filter((_, i) => !shown.includes(i)).map(({ label }) => label)
  return [
    line(
      table.columns.map(({ label }) => label),
      'heading',
    ),
    ...table.rows.map(row => line(row, 'plain')),
    ...(hidden.length > 0 ? [[[`Not shown: ${hidden.join(', ')}`, 'faint'] as const]] : []),
  ]
}
