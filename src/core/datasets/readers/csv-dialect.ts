import type { DecimalMark } from '../number.ts'
import { afterLineBreak, isLineBreak, readCell } from './csv-cells.ts'

export interface Dialect {
  /** A byte. */
  readonly delimiter: number
  readonly decimal: DecimalMark
}

const comma = 44
const semicolon = 59
const tab = 9

const sampleSize = 6

/** Delimiter and decimal mark, from the header and the first samples. */
export function detectDialect(bytes: Buffer, start: number): Dialect {
  const candidates = [tab, semicolon, comma]
    .map(delimiter => ({ delimiter, records: readSample(bytes, start, delimiter) }))
    .filter(({ records }) => records[0]!.length > 1)
    .map(({ delimiter, records }) => ({
      delimiter,
      records,
      width: records[0]!.length,
      even: records.every(record => record.length === records[0]!.length),
    }))
  const even = candidates.filter(candidate => candidate.even)
  const eligible = even.length > 0 ? even : candidates
  // Each cell of a table with decimal commas holds at most one, so as few commas as that do not delimit.
  const weight = ({ delimiter, width }: { delimiter: number; width: number }) =>
    delimiter === comma ? width - 1.5 : width
  const chosen = eligible.sort((a, b) => weight(b) - weight(a))[0]
  if (!chosen) return { delimiter: comma, decimal: '.' }
  const { delimiter, records } = chosen
  return { delimiter, decimal: delimiter === comma ? '.' : decimalMark(bytes, records) }
}

function readSample(bytes: Buffer, start: number, delimiter: number): string[][] {
  const records: string[][] = []
  let position = start
  while (position < bytes.length && records.length < sampleSize) {
    const record: string[] = []
    for (;;) {
      const cell = readCell(bytes, position, delimiter)
      record.push(cell.text)
      position = cell.end + 1
      if (bytes[cell.end] === delimiter) continue
      position = afterLineBreak(bytes, cell.end)
      break
    }
    records.push(record)
    while (position < bytes.length && isLineBreak(bytes[position]!)) position++
  }
  return records
}

function decimalMark(bytes: Buffer, [, ...samples]: readonly string[][]): DecimalMark {
  const cells = samples.flat()
  const commas = cells.filter(cell => /^[+-]?\d*,\d/.test(cell)).length
  const points = cells.filter(cell => /^[+-]?\d*\.\d/.test(cell)).length
  if (commas === points && commas === 0) return hasCommaBetweenDigits(bytes) ? ',' : '.'
  return commas > points ? ',' : '.'
}

/** For a file whose first samples are whole numbers. */
function hasCommaBetweenDigits(bytes: Buffer): boolean {
  const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 48 && byte <= 57
  for (let at = bytes.indexOf(comma); at >= 0; at = bytes.indexOf(comma, at + 1)) {
    if (isDigit(bytes[at - 1]) && isDigit(bytes[at + 1])) return true
  }
  return false
}
