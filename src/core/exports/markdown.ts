import type { ExportFormat } from './export-format.ts'

/** Signs that would end a cell or be taken for mark-up. */
const escaped = (text: string): string => text.replace(/[\\`*_[\]<>|#~]/g, sign => `\\${sign}`).replace(/\r?\n/g, ' ')

export const markdown: ExportFormat = {
  name: 'markdown',
  label: 'Markdown table, as `list` shows it',
  extensions: ['.md', '.markdown'],
  text: true,
  async write({ table }) {
    const { columns, rows, whenEmpty } = table()
    if (rows.length === 0) return `${escaped(whenEmpty)}\n`
    const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`
    return [
      line(columns.map(({ label }) => escaped(label))),
      line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
      ...rows.map((row, i) =>
        line(row.map((cell, j) => (columns[j]!.best?.includes(i) ? `**${escaped(cell)}**` : escaped(cell)))),
      ),
    ].join('')
  },
}
