import { afterLineBreak, isLineBreak, readCells } from './csv-cells.ts'

/** A line at the top of the file; one with quoted line breaks is one. */
export interface SampleLine {
  readonly start: number
  /** 1-based. */
  readonly line: number
  readonly text: string
}

const mostLines = 120
const fewestLines = 8
const enoughBytes = 262_144
const quote = 34

/** The lines that are not blank, as many as detection needs; the last may be cut short by a quote that never closes. */
export function sampleLines(bytes: Buffer, start: number, firstLine: number): SampleLine[] {
  const lines: SampleLine[] = []
  let position = start
  let line = firstLine
  while (position < bytes.length && lines.length < mostLines) {
    if (position - start > enoughBytes && lines.length >= fewestLines) break
    const end = endOfRecord(bytes, position)
    const text = bytes.toString('utf8', position, end)
    if (text.trim() !== '') lines.push({ start: position, line, text })
    line += 1 + (text.match(/\r\n|\r|\n/g)?.length ?? 0)
    position = afterLineBreak(bytes, end)
  }
  return lines
}

const opensCell = new Set([...',;\t| ='].map(mark => mark.charCodeAt(0)))

/** The line break that ends the record, not one within quotes. */
function endOfRecord(bytes: Buffer, start: number): number {
  let at = start
  while (at < bytes.length && !isLineBreak(bytes[at]!)) {
    const opens = bytes[at] === quote && (at === start || opensCell.has(bytes[at - 1]!))
    at = opens ? behindQuotes(bytes, at) : at + 1
  }
  return at
}

function behindQuotes(bytes: Buffer, opening: number): number {
  let closing = bytes.indexOf(quote, opening + 1)
  while (closing >= 0 && bytes[closing + 1] === quote) closing = bytes.indexOf(quote, closing + 2)
  return closing < 0 ? opening + 1 : closing + 1
}

/** The cells of a line, unquoted and trimmed; runs of spaces are one delimiter. */
export function splitLine(text: string, delimiter: string): string[] {
  if (delimiter === ' ') return text.includes('"') ? quotedWords(text) : text.trim().split(/[ \t]+/)
  if (!text.includes('"')) return text.split(delimiter).map(cell => cell.trim())
  return readCells(Buffer.from(text), 0, delimiter.charCodeAt(0)).cells
}

function quotedWords(text: string): string[] {
  const words = text.trim().match(/"(?:[^"]|"")*"?|[^ \t]+/g) ?? []
  return words.map(word => (word.startsWith('"') ? word.replace(/^"|"$/g, '').replaceAll('""', '"').trim() : word))
}

/** Cells up to the last that is not empty. */
export function filledWidth(cells: readonly string[]): number {
  return cells.findLastIndex(cell => cell !== '') + 1
}
