import type { TableDisplay } from '../../core/index.ts'
import { textWidthFor } from './text-width.ts'

const gap = '  '

/** Positions of the columns that fit. High priority numbers go first; 0 and the id stay, since commands ask for it. */
function columnsThatFit({ columns }: TableDisplay, widths: readonly number[], room: number): readonly number[] {
  const chosen = columns.map((_, index) => index)
  const taken = () => chosen.reduce((sum, index) => sum + widths[index]! + gap.length, -gap.length)
  const weight = (index: number) => (columns[index]!.label === 'Id' ? 0 : (columns[index]!.priority ?? 0))
  while (taken() > room) {
    const least = Math.max(...chosen.map(weight))
    if (least <= 0) break
    chosen.splice(
      chosen.findLastIndex(index => weight(index) === least),
      1,
    )
  }
  return chosen
}

/** A table in plain text. With `room` (characters), what does not fit is left out and named below. */
export async function textTable(table: TableDisplay, { room = Infinity, title = false } = {}): Promise<string> {
  if (table.rows.length === 0) return `${table.whenEmpty}\n`
  const widthOf = await textWidthFor([...table.columns.map(({ label }) => label), ...table.rows.flat()])
  const widths = table.columns.map(({ label }, index) =>
    table.rows.reduce((widest, row) => Math.max(widest, widthOf(row[index] ?? '')), widthOf(label)),
  )
  const shown = columnsThatFit(table, widths, room)
  const pad = (text: string, index: number) => {
    const space = ' '.repeat(widths[index]! - widthOf(text))
    return table.columns[index]!.align === 'right' ? `${space}${text}` : `${text}${space}`
  }
  const line = (cells: readonly string[]) =>
    shown
      .map(index => pad(cells[index] ?? '', index))
      .join(gap)
      .trimEnd()
  const hidden = table.columns.filter((_, index) => !shown.includes(index)).map(({ label }) => label)
  return [
    ...(title ? [table.title] : []),
    line(table.columns.map(({ label }) => label)),
    shown.map(index => '─'.repeat(widths[index]!)).join(gap),
    ...table.rows.map(line),
    ...(hidden.length > 0 ? [`(too narrow for: ${hidden.join(', ')})`] : []),
    '',
  ].join('\n')
}
