import type { TableDisplay } from '../../core/index.ts'
import type { Tone } from '../theme/theme.ts'
import { gap, layColumns } from './column-layout.ts'
import { columnWidths } from './display-table.ts'
import { fitText, type Line, type Span, truncateLine, truncateMiddle } from './line.ts'

interface FittedOptions {
  readonly width: number
  readonly ellipsis: string
  readonly tone?: (cell: string, label: string) => Tone | undefined
}

/** A small table whose long words give way before a column does; columns go by their priority, and are named below. */
export function fittedTableLines(
  { columns, rows }: TableDisplay,
  { width, ellipsis, tone }: FittedOptions,
): readonly Line[] {
  const keyed = columns.map(({ label, align, priority = 0 }, i) => {
    const text = (row: unknown) => (row as readonly string[])[i] ?? ''
    return { key: String(i), label, align, priority, value: text, text }
  })
  const wanted = columnWidths({ kind: 'table', title: '', columns, rows, whenEmpty: '' })
  const laid = layColumns(keyed, wanted, width, 0)
  const line = (textOf: (column: (typeof laid)[number]['column']) => string, heading: boolean): Line =>
    truncateLine(
      laid.flatMap(({ column, width: own }, place): Span[] => {
        const { align, label } = column
        const text = textOf(column)
        const cut = align === 'left' ? truncateMiddle(text, own, ellipsis) : text
        const span: Span = [fitText(cut, own, align, ellipsis), heading ? 'heading' : tone?.(text, label)]
        return place > 0 ? [[' '.repeat(gap)], span] : [span]
      }),
      width,
      ellipsis,
    )
  const hidden = keyed.filter(({ key }) => !laid.some(({ column }) => column.key === key)).map(({ label }) => label)
  const note: Line = [[`Not shown here: ${hidden.join(', ')}`, 'faint']]
  return [
    line(({ label }) => label, true),
    ...rows.map(row => line(({ text }) => text(row), false)),
    ...(hidden.length > 0 ? [truncateLine(note, width, ellipsis)] : []),
  ]
}
