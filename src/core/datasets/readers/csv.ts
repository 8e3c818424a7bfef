import { EmptyTable, MixedPercent, UnclosedQuote } from '../../errors/index.ts'
import type { CsvSpec, Detection } from '../../records/index.ts'
import { parseNumber } from '../number.ts'
import { overruledBy } from '../overruled-by.ts'
import type { Table } from '../table.ts'
import { afterLineBreak, isLineBreak, readCell, type TextCell } from './csv-cells.ts'
import { type HeaderCells, headerOf } from './csv-columns.ts'
import { commentMarks, detectDecimal, detectLayout } from './csv-layout.ts'
import { csvNotes } from './csv-notes.ts'
import { type Dialect, type ParsedRows, parseRows } from './csv-rows.ts'
import { type SampleLine, sampleLines } from './csv-sample.ts'
import { spacesToTabs } from './csv-spaces.ts'
import { decodeText } from './csv-text.ts'
import type { DatasetReader, ReaderOptions } from './reader.ts'

/**
 * Delimited text as labs write it: any of the usual encodings, delimiters, decimal marks and line ends, quoted cells,
 * comments and a preamble, with a header or without. What is detected is said, and the spec overrules it.
 */
export const csvReader: DatasetReader = {
  id: 'csv',
  extensions: ['.csv', '.tsv', '.txt'],
  takes: ['csv'],
  read: readCsv,
}

function readCsv(content: Buffer, { csv: spec = {}, fewestColumns = 2 }: ReaderOptions = {}): Table {
  const text = decodeText(content, spec.encoding)
  const begin = skipLines(text.bytes, text.start, spec.skip_rows ?? 0)
  const lines = sampleLines(text.bytes, begin.position, begin.line)
  if (lines.length === 0) throw EmptyTable({ what: 'no rows' })
  const layout = detectLayout(lines, fewestColumns === 1 ? withOneColumn(lines, spec) : spec)
  const first = lines[layout.first]!
  if (layout.rows[0]!.length < fewestColumns) {
    if (!readCell(text.bytes, first.start, 44).closed) throw UnclosedQuote({}).at({ line: first.line })
    throw EmptyTable({ what: 'only one column' }).at({ line: first.line })
  }
  const decimal = spec.decimal ?? detectDecimal(layout.rows, layout.delimiter, text.bytes)
  const spaced = layout.delimiter === ' '
  const bytes = spaced ? spacesToTabs(text.bytes, first.start) : text.bytes
  const missing = new Set(spec.na_values ?? [])
  const dialect: Dialect = {
    delimiter: spaced ? 9 : layout.delimiter.charCodeAt(0),
    decimal,
    comments: commentMarks(spec),
    commentsAreSure: typeof spec.comment === 'string',
    missing,
  }
  const header = headerOf({ bytes, start: spaced ? 0 : first.start, line: first.line, layout, dialect, spec })
  const parsed = parseRows(bytes, { ...header.body, columns: header.columns.length, dialect })
  if (parsed.rows === 0) throw EmptyTable({ what: 'a header but no samples' }).at({ line: header.line })
  const rows = withoutMissingNumbers(parsed, header.columns.length, dialect)
  refuseMixedPercent(rows, header, bytes, dialect)
  const detections = detectionsOf(text.detection, layout.delimiter, decimal, header, spec)
  const { starts, blankLines, emptyRows, commentLines, longRows, percentCells, ...facts } = rows
  const skipped = { blankLines, emptyRows, longRows, comments: commentLines + header.comments.length }
  return {
    ...facts,
    columns: header.columns,
    headerLine: header.line,
    text: (row, column) => {
      const { text } = cellAt(bytes, starts[row]!, column, dialect.delimiter)
      return missing.has(text) ? '' : text
    },
    notes: csvNotes({ encoding: text.note, layout, decimal, header, skipped, percentCells }),
    detections,
  }
}

/** A column of numbers with a decimal comma is one column, not two of whole numbers. */
function withOneColumn(lines: readonly SampleLine[], spec: CsvSpec): CsvSpec {
  const [, ...samples] = lines
  const single = samples.length > 0 && samples.every(({ text }) => /^\s*[+-]?\d+,\d+\s*$/.test(text))
  return single && spec.delimiter === undefined ? { ...spec, delimiter: ';' } : spec
}

/** Behind the blank lines at the top, or the given number of lines. */
function skipLines(bytes: Buffer, start: number, rows: number): { position: number; line: number } {
  let position = start
  let line = 1
  const goOn = () => (line <= rows ? position < bytes.length : isLineBreak(bytes[position] ?? 0))
  while (goOn()) {
    while (position < bytes.length && !isLineBreak(bytes[position]!)) position++
    position = afterLineBreak(bytes, position)
    line++
  }
  return { position, line }
}

/** Numbers that stand for a missing value, such as -999, were read by the fast path: taken out afterwards. */
function withoutMissingNumbers(rows: ParsedRows, columns: number, { missing, decimal }: Dialect): ParsedRows {
  const codes = new Set([...missing].map(text => parseNumber(text, decimal)).filter(value => !Number.isNaN(value)))
  if (codes.size === 0) return rows
  for (let i = 0; i < rows.numbers.length; i++) {
    if (!codes.has(rows.numbers[i]!)) continue
    rows.numbers[i] = Number.NaN
    rows.emptyCells[i % columns]!++
  }
  return rows
}

function refuseMixedPercent(rows: ParsedRows, { columns }: HeaderCells, bytes: Buffer, dialect: Dialect): void {
  columns.forEach((field, column) => {
    const percents = rows.percentCells[column]!
    const numbers = rows.rows - rows.textCells[column]! - rows.emptyCells[column]!
    if (percents === 0 || percents === numbers) return
    const plain = rows.lines.findIndex((_, row) => {
      const { text } = cellAt(bytes, rows.starts[row]!, column, dialect.delimiter)
      return !text.endsWith('%') && !Number.isNaN(rows.numbers[row * columns.length + column]!)
    })
    throw MixedPercent({ percents, plain: numbers - percents }).at({ line: rows.lines[plain]!, field })
  })
}

const delimiterNames: Readonly<Record<string, string>> = { '\t': 'tab', ' ': 'space' }

function detectionsOf(
  encoding: Detection,
  delimiter: string,
  decimal: string,
  header: HeaderCells,
  spec: CsvSpec,
): Detection[] {
  const by = (given: unknown, reason: string) => (given === undefined ? reason : 'given')
  return [
    encoding,
    {
      subject: 'Delimiter',
      found: delimiterNames[delimiter] ?? delimiter,
      reason: by(spec.delimiter, `it divides rows of one width, ${header.columns.length} cells, most of them numbers`),
      ...overruledBy('csv.delimiter', '";"'),
    },
    {
      subject: 'Decimal mark',
      found: decimal,
      reason: by(spec.decimal, 'it is the one that numbers of the first rows have'),
      ...overruledBy('csv.decimal', '","'),
    },
    {
      subject: 'Header',
      found: header.names ? `line ${header.line}` : 'none',
      reason: header.reason,
      ...overruledBy('csv.header', String(!header.names)),
    },
  ]
}

function cellAt(bytes: Buffer, start: number, column: number, delimiter: number): TextCell {
  let cell = readCell(bytes, start, delimiter)
  for (let i = 0; i < column; i++) cell = readCell(bytes, cell.end + 1, delimiter)
  return cell
}
