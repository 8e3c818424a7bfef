import type { CsvSpec } from '../../records/index.ts'
import type { DecimalMark } from '../number.ts'
import { decideHeader } from './csv-header.ts'
import { filledWidth, type SampleLine, splitLine } from './csv-sample.ts'
import { indexOfByte } from './index-of-byte.ts'

/** Where the table begins within the sample, and how it is divided into cells. */
export interface Layout {
  readonly delimiter: string
  /** Index of the first line of the table in the sample. */
  readonly first: number
  readonly preamble: readonly SampleLine[]
  readonly comments: readonly SampleLine[]
  /** Cells of the first line of the table and of some behind it. */
  readonly rows: readonly (readonly string[])[]
}

/** In the order of preference where nothing else tells. */
const delimiters = ['\t', ';', '|', ',', ' '] as const
const sampledRows = 10
const automaticComments = ['#', '%', '//'] as const

/** What comment lines begin with. */
export function commentMarks({ comment }: CsvSpec): readonly string[] {
  if (comment === null) return []
  return comment === undefined ? automaticComments : [comment]
}

/**
 * The delimiter whose cells are most often numbers in rows of one width, and the first line of that width: what comes
 * before it is a preamble of titles and `key: value` lines, or comments.
 */
export function detectLayout(lines: readonly SampleLine[], spec: CsvSpec): Layout {
  const marks = commentMarks(spec)
  const isComment = ({ text }: SampleLine) => marks.some(mark => text.trimStart().startsWith(mark))
  // An id may begin with a comment mark; a whole table of comments is none.
  const comments = lines.some(line => !isComment(line)) ? lines.filter(isComment) : []
  const body = lines.filter(line => !comments.includes(line))
  const candidates = (spec.delimiter === undefined ? delimiters : [spec.delimiter]).map(delimiter =>
    candidateOf(body, delimiter, spec.skip_rows !== undefined),
  )
  const wide = candidates.filter(({ width }) => width > 1)
  const even = wide.filter(candidate => candidate.even)
  const eligible = even.length > 0 ? even : wide.length > 0 ? wide : candidates.slice(-2, -1).concat(candidates)
  // Sorting keeps the order of preference among equals.
  const [chosen] = [...eligible].sort((a, b) => b.numbers - a.numbers || a.start - b.start || b.width - a.width)
  const { delimiter, start, rows } = chosen!
  return { delimiter, first: lines.indexOf(body[start]!), preamble: body.slice(0, start), comments, rows }
}

function candidateOf(body: readonly SampleLine[], delimiter: string, placed: boolean) {
  const all = body.map(({ text }) => splitLine(text, delimiter))
  const width = usualWidth(all.map(filledWidth))
  const found = placed ? 0 : behindPreamble(all, width)
  // A table is a header and samples: one wide line under narrower ones is a ragged row, not a table under a preamble.
  const start = found < 0 || found > all.length - 2 ? 0 : found
  const rows = all.slice(start, start + sampledRows)
  const counted = rows.length > 1 ? rows.slice(1) : rows
  const even = sameWidth(rows.map(cells => cells.length)) || sameWidth(rows.map(filledWidth))
  const ownDecimals = delimiter === ',' ? numberWithPoint : numberWithEither
  const numbers = counted.flat().filter(cell => ownDecimals.test(cell)).length / counted.length
  return { delimiter, start, rows, width: rows[0]!.length, even, numbers }
}

/** Lines half as wide as the table, which spreadsheets pad to its width, are a preamble only where a header follows. */
function behindPreamble(all: readonly (readonly string[])[], usual: number): number {
  const behind = all.findIndex(cells => !isPreamble(cells, usual))
  const isHalf = (cells: readonly string[]) => filledWidth(cells) <= usual / 2
  const behindHalf = all.findIndex(cells => !isPreamble(cells, usual) && !isHalf(cells))
  if (behindHalf <= behind) return behind
  const samples = all.slice(behindHalf + 1, behindHalf + 1 + sampledRows)
  const decimal = samples.flat().some(cell => /^[+-]?\d*,\d+$/.test(cell)) ? ',' : '.'
  return samples.length > 0 && isSureHeader(decideHeader(all[behindHalf]!, samples, decimal)) ? behindHalf : behind
}

const numberWithPoint = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s?%?$/i
const numberWithEither = /^[+-]?(?:\d+[.,]?\d*|[.,]\d+)(?:e[+-]?\d+)?\s?%?$/i

const sameWidth = (widths: readonly number[]) => widths.every(width => width === widths[0])

/** The largest width that at least two lines have: a preamble may be longer than the sampled part of the table. */
function usualWidth(widths: readonly number[]): number {
  const twice = widths.filter((width, i) => widths.indexOf(width) !== i)
  return Math.max(...(twice.length > 0 ? twice : widths))
}

/** A title, or `key: value`, where the rows of the table are wider. */
function isPreamble(cells: readonly string[], usual: number): boolean {
  const width = filledWidth(cells)
  if (width >= usual) return false
  if (width <= 1 && usual >= 2) return true
  return (width <= 2 && usual >= 5) || (/^[^:=]*[^\s:=][^:=]*(?::|\s=)(?:\s|$)/.test(cells[0]!) && width <= usual / 2)
}

/** The mark of most numbers that have one; a whole file is searched where the sample has whole numbers only. */
export function detectDecimal(rows: readonly (readonly string[])[], delimiter: string, bytes: Buffer): DecimalMark {
  const cells = rows.slice(rows.length > 1 ? 1 : 0).flat()
  const withComma = cells.filter(cell => /^[+-]?\d*,\d+(?:e[+-]?\d+)?\s?%?$/i.test(cell))
  const points = cells.filter(cell => /^[+-]?\d*\.\d/.test(cell)).length
  if (delimiter === ',') {
    // Only quoted cells can hold a comma here, and `"1,234"` is more likely a thousand than one and a bit.
    const thousands = withComma.every(cell => /^[+-]?[1-9]\d{0,2},\d{3}$/.test(cell))
    return withComma.length > points && !thousands ? ',' : '.'
  }
  if (withComma.length === 0 && points === 0) return hasCommaBetweenDigits(bytes) ? ',' : '.'
  return withComma.length > points ? ',' : '.'
}

function hasCommaBetweenDigits(bytes: Buffer): boolean {
  const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 48 && byte <= 57
  for (let at = indexOfByte(bytes, 44); at >= 0; at = indexOfByte(bytes, 44, at + 1)) {
    if (isDigit(bytes[at - 1]) && isDigit(bytes[at + 1])) return true
  }
  return false
}

const isSureHeader = ({ header, ambiguous }: { header: boolean; ambiguous: boolean }) => header && !ambiguous
