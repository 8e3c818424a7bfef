import { RaggedRow, UnclosedQuote } from '../../errors/index.ts'
import { type DecimalMark, parseNumber } from '../number.ts'
import { afterLineBreak, isLineBreak, readCell } from './csv-cells.ts'
import { indexOfByte } from './index-of-byte.ts'

export interface Dialect {
  /** A byte. */
  readonly delimiter: number
  readonly decimal: DecimalMark
  /** What comment lines begin with. */
  readonly comments: readonly string[]
  /** Whether a line with such a beginning is a comment however many cells it has. */
  readonly commentsAreSure: boolean
  /** Texts that stand for an empty cell. */
  readonly missing: ReadonlySet<string>
}

export interface ParsedRows {
  readonly rows: number
  readonly numbers: Float64Array
  readonly textCells: Uint32Array
  readonly emptyCells: Uint32Array
  /** Cells that are a number with a percent sign. */
  readonly percentCells: Uint32Array
  readonly lines: Uint32Array
  /** Index of the first byte of each row. */
  readonly starts: Float64Array
  /** Blank lines with samples behind them. */
  readonly blankLines: number
  /** Rows of empty cells at the end, left out. */
  readonly emptyRows: number
  readonly commentLines: number
  /** Rows with more delimiters than columns, and nothing behind them. */
  readonly longRows: number
}

interface Body {
  readonly columns: number
  /** Index of the first byte behind the header, and its line. */
  readonly position: number
  readonly line: number
  readonly dialect: Dialect
}

/** Up to 10^15 and thus exact: an integer below 10^15 divided by one of them is correctly rounded. */
const powersOfTen = Float64Array.from({ length: 16 }, (_, exponent) => Number(`1e${exponent}`))
const mostExactDigits = 15

/**
 * Every row behind the header. Plain decimal numbers are read from the bytes; every other cell goes through text.
 *
 * @throws RaggedRow, UnclosedQuote
 */
export function parseRows(bytes: Buffer, body: Body): ParsedRows {
  const { columns, dialect } = body
  const { delimiter } = dialect
  // A decimal comma between commas stands within quotes, never in a plain cell.
  const decimal = dialect.decimal.charCodeAt(0) === delimiter ? -1 : dialect.decimal.charCodeAt(0)
  const size = bytes.length
  const capacity = mostRows(bytes, body)
  const numbers = new Float64Array(capacity * columns)
  const textCells = new Uint32Array(columns)
  const emptyCells = new Uint32Array(columns)
  const percentCells = new Uint32Array(columns)
  const lines = new Uint32Array(capacity)
  const starts = new Float64Array(capacity)
  const counts = { textCells, emptyCells, percentCells }
  let { position, line } = body
  let rows = 0
  let blanks = 0
  let blankLines = 0
  let commentLines = 0
  let longRows = 0

  while (position < bytes.length) {
    if (isBlankLine(bytes, position)) {
      while (position < bytes.length && !isLineBreak(bytes[position]!)) position++
      position = afterLineBreak(bytes, position)
      line++
      blanks++
      continue
    }
    const comment = commentEnd(bytes, position, columns, dialect)
    if (comment >= 0) {
      position = afterLineBreak(bytes, comment)
      line++
      commentLines++
      continue
    }
    const start = position
    const startLine = line
    const offset = rows * columns
    for (let column = 0; ; column++) {
      let at = position
      const negative = bytes[at] === 45
      if (negative) at++
      let byte = bytes[at]!
      let mantissa = 0
      let digits = 0
      let decimals = 0
      for (; byte >= 48 && byte <= 57; byte = bytes[++at]!, digits++) mantissa = mantissa * 10 + (byte - 48)
      if (byte === decimal) {
        for (byte = bytes[++at]!; byte >= 48 && byte <= 57; byte = bytes[++at]!, decimals++)
          mantissa = mantissa * 10 + (byte - 48)
        digits += decimals
      }
      const ends = byte === delimiter || byte === 10 || byte === 13 || at >= size
      if (ends && digits > 0 && digits <= mostExactDigits) {
        const value = mantissa / powersOfTen[decimals]!
        numbers[offset + column] = negative ? -value : value
      } else {
        const cell = readCell(bytes, position, delimiter)
        if (!cell.closed) throw UnclosedQuote({}).at({ line })
        numbers[offset + column] = cellValue(cell.text, column, dialect, counts)
        at = cell.end
        line += cell.lineBreaks
      }
      position = at + 1
      if (bytes[at] === delimiter) {
        if (column + 1 < columns) continue
        at = behindDelimiters(bytes, at, delimiter)
        if (at < 0) throw raggedRow(bytes, start, startLine, columns, delimiter)
        longRows++
      }
      if (column + 1 < columns) throw raggedRow(bytes, start, startLine, columns, delimiter)
      position = afterLineBreak(bytes, at)
      break
    }
    starts[rows] = start
    lines[rows] = startLine
    line++
    rows++
    blankLines = blanks
  }

  const filled = rows
  while (rows > 0 && isEmptyRow(bytes, starts[rows - 1]!, delimiter)) {
    rows--
    for (let column = 0; column < columns; column++) emptyCells[column]!--
  }
  const emptyRows = filled - rows
  return {
    rows,
    numbers: numbers.subarray(0, rows * columns),
    textCells,
    emptyCells,
    percentCells,
    lines: lines.subarray(0, rows),
    starts,
    blankLines,
    emptyRows,
    commentLines,
    longRows,
  }
}

/** The number of a cell, counted by what it holds where that is none, or one with a percent sign. */
function cellValue(
  text: string,
  column: number,
  { missing, decimal }: Dialect,
  { textCells, emptyCells, percentCells }: Pick<ParsedRows, 'textCells' | 'emptyCells' | 'percentCells'>,
): number {
  if (text === '' || missing.has(text)) {
    emptyCells[column]!++
    return Number.NaN
  }
  const percent = text.endsWith('%')
  const value = parseNumber(percent ? text.slice(0, -1).trimEnd() : text, decimal)
  const counts = Number.isNaN(value) ? textCells : percent ? percentCells : null
  if (counts) counts[column]!++
  return value
}

/** The end of a row that has nothing but delimiters from here on, or -1. */
function behindDelimiters(bytes: Buffer, start: number, delimiter: number): number {
  let at = start
  while (bytes[at] === delimiter || bytes[at] === 32) at++
  return at >= bytes.length || isLineBreak(bytes[at]!) ? at : -1
}

/** An upper bound that no file can drive above its own size: a whole row has a byte for each of its columns. */
function mostRows(bytes: Buffer, { columns, position }: Body): number {
  let lineBreaks = 0
  for (let at = indexOfByte(bytes, 10, position); at >= 0; at = indexOfByte(bytes, 10, at + 1)) lineBreaks++
  for (let at = indexOfByte(bytes, 13, position); at >= 0; at = indexOfByte(bytes, 13, at + 1)) {
    if (bytes[at + 1] !== 10) lineBreaks++
  }
  return Math.max(0, Math.min(lineBreaks + 1, Math.floor((bytes.length - position + 1) / columns)))
}

/** The end of the comment line at `start`, or -1. Unless told, a line as wide as the table is a row: an id may be #12. */
function commentEnd(bytes: Buffer, start: number, columns: number, dialect: Dialect): number {
  const { comments, commentsAreSure, delimiter } = dialect
  if (comments.length === 0 || isPlainStart(bytes[start]!)) return -1
  const head = bytes.toString('utf8', start, start + longestMark(comments) + 8).trimStart()
  if (!comments.some(mark => head.startsWith(mark))) return -1
  let end = start
  let delimiters = 0
  for (; end < bytes.length && !isLineBreak(bytes[end]!); end++) if (bytes[end] === delimiter) delimiters++
  return commentsAreSure || delimiters + 1 !== columns ? end : -1
}

const longestMark = (marks: readonly string[]) => marks.reduce((most, mark) => Math.max(most, mark.length * 4), 0)

/** A digit begins no comment, nor does a sign: most rows of numbers need no closer look. */
const isPlainStart = (byte: number) => byte >= 48 && byte <= 57

function isBlankLine(bytes: Buffer, start: number): boolean {
  let at = start
  while (bytes[at] === 32) at++
  return at >= bytes.length || isLineBreak(bytes[at]!)
}

function isEmptyRow(bytes: Buffer, start: number, delimiter: number): boolean {
  let at = start
  while (bytes[at] === 32 || bytes[at] === delimiter) at++
  return at >= bytes.length || isLineBreak(bytes[at]!)
}

function raggedRow(bytes: Buffer, start: number, line: number, expected: number, delimiter: number): Error {
  let found = 1
  let cell = readCell(bytes, start, delimiter)
  for (; bytes[cell.end] === delimiter; found++) cell = readCell(bytes, cell.end + 1, delimiter)
  return RaggedRow({ found, expected }).at({ line })
}
