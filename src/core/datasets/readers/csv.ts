import { DuplicateColumn, EmptyTable, MissingHeader, UnclosedQuote } from '../../errors/index.ts'
import { findWavelength } from '../axis.ts'
import type { Table } from '../table.ts'
import { afterLineBreak, isLineBreak, readCell, type TextCell } from './csv-cells.ts'
import { type Dialect, detectDialect } from './csv-dialect.ts'
import { parseRows } from './csv-rows.ts'
import { textStart } from './csv-text.ts'
import type { DatasetReader } from './reader.ts'

/**
 * Delimited text: UTF-8, a header line, `,` `;` or tab (detected), quoted cells, any line ends, a decimal comma where the
 * delimiter is not a comma.
 */
export const csvReader: DatasetReader = { id: 'csv', extensions: ['.csv', '.tsv', '.txt'], read: readCsv }

function readCsv(bytes: Buffer): Table {
  const begin = skipBlankLines(bytes, textStart(bytes))
  if (begin.position >= bytes.length) throw EmptyTable({ what: 'no rows' })
  const dialect = detectDialect(bytes, begin.position)
  const header = readHeader(bytes, begin.position, begin.line, dialect)
  if (header.columns.length < 2) throw EmptyTable({ what: 'only one column' }).at({ line: begin.line })
  const rows = parseRows(bytes, { ...header, columns: header.columns.length, dialect })
  if (rows.rows === 0) throw EmptyTable({ what: 'a header but no samples' }).at({ line: begin.line })
  const { starts, blankLines, emptyRows, ...parsed } = rows
  return {
    ...parsed,
    columns: header.columns,
    headerLine: begin.line,
    text: (row, column) => cellAt(bytes, starts[row]!, column, dialect.delimiter).text,
    notes: [
      ...(dialect.decimal === ',' ? ['Numbers have a decimal comma.'] : []),
      ...(blankLines > 0 ? [`Blank lines between the samples, passed over: ${blankLines}.`] : []),
      ...(emptyRows > 0 ? [`Rows without any value at the end, left out: ${emptyRows}.`] : []),
    ],
  }
}

function skipBlankLines(bytes: Buffer, start: number): { position: number; line: number } {
  let position = start
  let line = 1
  while (position < bytes.length && isLineBreak(bytes[position]!)) {
    position = afterLineBreak(bytes, position)
    line++
  }
  return { position, line }
}

function readHeader(bytes: Buffer, start: number, headerLine: number, { delimiter }: Dialect) {
  const columns: string[] = []
  let position = start
  let line = headerLine
  for (;;) {
    const cell = readCell(bytes, position, delimiter)
    if (!cell.closed) throw UnclosedQuote({}).at({ line })
    columns.push(cell.text)
    line += cell.lineBreaks
    position = cell.end + 1
    if (bytes[cell.end] !== delimiter) {
      position = afterLineBreak(bytes, cell.end)
      break
    }
  }
  refuseDuplicates(columns, headerLine)
  return { columns, position, line: line + 1 }
}

function refuseDuplicates(columns: readonly string[], line: number): void {
  if (new Set(columns).size === columns.length) return
  if (columns.every(name => findWavelength(name))) throw MissingHeader({}).at({ line })
  const seen = new Set<string>()
  for (const column of columns) {
    if (seen.has(column)) {
      const positions = columns.flatMap((name, i) => (name === column ? [i + 1] : []))
      throw DuplicateColumn({ column, positions }).at({ line, field: column })
    }
    seen.add(column)
  }
}

function cellAt(bytes: Buffer, start: number, column: number, delimiter: number): TextCell {
  let cell = readCell(bytes, start, delimiter)
  for (let i = 0; i < column; i++) cell = readCell(bytes, cell.end + 1, delimiter)
  return cell
}
