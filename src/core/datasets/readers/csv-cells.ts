import { indexOfByte } from './index-of-byte.ts'

const quote = 34
const space = 32
const equals = 61
const lineFeed = 10
const carriageReturn = 13

export interface TextCell {
  /** Unquoted and trimmed. */
  readonly text: string
  /** Index of the delimiter or line break behind the cell, or the length of the file. */
  readonly end: number
  /** Line breaks within quotes. */
  readonly lineBreaks: number
  /** False when a quote was opened and never closed. */
  readonly closed: boolean
}

export function isLineBreak(byte: number): boolean {
  return byte === lineFeed || byte === carriageReturn
}

/** The index behind the line break at `position`, whichever kind it is. */
export function afterLineBreak(bytes: Buffer, position: number): number {
  return bytes[position] === carriageReturn && bytes[position + 1] === lineFeed ? position + 2 : position + 1
}

/**
 * The cell that starts at `start`. Within quotes a doubled quote is one, and delimiters and line breaks are text. What
 * Excel writes to keep a text as it is, `="0012"`, is that text.
 */
export function readCell(bytes: Buffer, start: number, delimiter: number): TextCell {
  let opening = start
  while (bytes[opening] === space) opening++
  if (bytes[opening] === quote) return readQuotedCell(bytes, opening, delimiter)
  if (bytes[opening] === equals && bytes[opening + 1] === quote) return readQuotedCell(bytes, opening + 1, delimiter)
  const end = endOfPlainText(bytes, opening, delimiter)
  return { text: bytes.toString('utf8', opening, end).trim(), end, lineBreaks: 0, closed: true }
}

function readQuotedCell(bytes: Buffer, opening: number, delimiter: number): TextCell {
  let closing = indexOfByte(bytes, quote, opening + 1)
  while (closing >= 0 && bytes[closing + 1] === quote) closing = indexOfByte(bytes, quote, closing + 2)
  const closed = closing >= 0
  if (!closed) closing = bytes.length
  const inside = bytes.toString('utf8', opening + 1, closing)
  const end = closed ? endOfPlainText(bytes, closing + 1, delimiter) : bytes.length
  const text = (inside.replaceAll('""', '"') + bytes.toString('utf8', closing + 1, end)).trim()
  return {
    text: /^="[^"]*"$/.test(text) ? text.slice(2, -1).trim() : text,
    end,
    lineBreaks: inside.match(/\r\n|\r|\n/g)?.length ?? 0,
    closed,
  }
}

function endOfPlainText(bytes: Buffer, start: number, delimiter: number): number {
  let end = start
  while (end < bytes.length && bytes[end] !== delimiter && !isLineBreak(bytes[end]!)) end++
  return end
}

/** The cells of one row: at least one. */
export function readCells(bytes: Buffer, start: number, delimiter: number): { cells: string[]; last: TextCell } {
  const cells: string[] = []
  for (let position = start; ; ) {
    const cell = readCell(bytes, position, delimiter)
    cells.push(cell.text)
    if (bytes[cell.end] !== delimiter) return { cells, last: cell }
    position = cell.end + 1
  }
}
