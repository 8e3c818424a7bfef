import type { ExportFormat } from './export-format.ts'
import { columnsOf, flatRow } from './flat-table.ts'

type CsvCell = string | number | boolean | null | undefined

/** A spreadsheet would run such a text as a formula; names from files must not reach it that way. */
const looksLikeFormula = /^[=+\-@\t\r]/

function cellText(cell: CsvCell): string {
  if (cell === null || cell === undefined || (typeof cell === 'number' && Number.isNaN(cell))) return ''
  if (typeof cell !== 'string') return String(cell)
  const text = looksLikeFormula.test(cell) && Number.isNaN(Number(cell)) ? `'${cell}` : cell
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** One line of RFC 4180, numbers in full precision; a text that a spreadsheet would run gets an apostrophe before it. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(cellText).join(',')}\n`
}

/** Columns as RFC 4180, with a header. */
export function csvOf(columns: ReturnType<typeof columnsOf>): string {
  const names = Object.keys(columns)
  const rows = columns[names[0] ?? '']?.length ?? 0
  const lines = [csvLine(names)]
  for (let i = 0; i < rows; i++) lines.push(csvLine(names.map(name => columns[name]![i])))
  return lines.join('')
}

export const csv: ExportFormat = {
  name: 'csv',
  label: 'CSV, a column for each field',
  extensions: ['.csv'],
  text: true,
  write: async ({ records }) => csvOf(columnsOf(records.map(flatRow))),
}
