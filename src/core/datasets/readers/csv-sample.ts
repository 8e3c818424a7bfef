import { EndlessLine } from '../../errors/index.ts'
import { afterLineBreak, isLineBreak, readCells } from './csv-cells.ts'
import { indexOfByte } from './index-of-byte.ts'

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
/** A million cells of sixty characters. */
const longestLine = 64 * 2 ** 20

/**
 * The lines that are not blank, as many as detection needs; the last may be cut short by a quote that never closes.
 *
 * @throws EndlessLine
 */
export function sampleLines(bytes: Buffer, start: number, firstLine: number): SampleLine[] {
  const lines: SampleLine[] = []
  let position = start
  let line = firstLine
  while (position < bytes.length && lines.length < mostLines) {
    if (position - start > enoughBytes && lines.length >= fewestLines) break
    const end = endOfRecord(bytes, position)
    if (end - position > longestLine) throw EndlessLine({ bytes: longestLine }).at({ line })
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
  while (at < bytes.length && at - start <= longestLine && !isLineBreak(bytes[at]!)) {
    const opens = bytes[at] === quote && (at === start || opensCell.has(bytes[at - 1]!))
    at = opens ? behindQuotes(bytes, at) : at + 1
  }
  return at
}

function behindQuotes(bytes: Buffer, opening: number): number {
  let closing = indexOfByte(bytes, quote, opening + 1)
  while (closing >= 0 && bytes[closing + 1] === quote) closing = indexOfByte(bytes, quote, closing + 2)
  return closing < 0 ? opening + 1 : closing + 1
}

/** The cells of a line, unquoted and trimmed; runs of spaces are one delimiter. */
export function splitLine(text: string, delimiter: string): string[] {
  if (delimiter === ' ') return text.includes('"') ? quotedWords(text) : text.trim().split(/[ \t]+/)
  if (!text.includes('"')) return text.split(delimiter).map(cell => cell.trim())
  return readCells(Buffer.from(text), 0, delimiter.charCodeAt(0)).cells
}

/** By hand: a regular expression keeps a place to turn back to for each character in quotes. */
function quotedWords(text: string): string[] {
  const words: string[] = []
  const gap = /[ \t]/
  for (let at = 0; at < text.length; ) {
    if (gap.test(text[at]!)) at++
    else if (text[at] === '"') {
      let closing = text.indexOf('"', at + 1)
      while (closing >= 0 && text[closing + 1] === '"') closing = text.indexOf('"', closing + 2)
      const end = closing < 0 ? text.length : closing
      words.push(
        text
          .slice(at + 1, end)
          .replaceAll('""', '"')
          .trim(),
      )
      at = end + 1
    } else {
      const start = at
      while (at < text.length && !gap.test(text[at]!)) at++
      words.push(text.slice(start, at))
    }
  }
  return words
}

/** Cells up to the last that is not empty. */
export function filledWidth(cells: readonly string[]): number {
  return cells.findLastIndex(cell => cell !== '') + 1
}
