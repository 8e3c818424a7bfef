import { DamagedTable } from '../../errors/index.ts'
import type { Cell } from './cells-table.ts'
import { dateText } from './excel-dates.ts'
import { type Workbook, workbookFormat } from './excel-workbook.ts'
import { attribute, xmlTokens } from './xml-tokens.ts'

export interface SheetRow {
  /** As the workbook numbers it, from 1. */
  readonly line: number
  /** By column, from 0; holes are empty cells. */
  readonly cells: readonly (Cell | undefined)[]
}

export interface Sheet {
  /** Rows with at least one value, from top to bottom. */
  readonly rows: readonly SheetRow[]
  readonly dates: number
  /** Cells with a formula and no stored result. */
  readonly uncomputed: number
}

const mostColumns = 16_384

/** @throws DamagedTable for what no sheet can hold */
export function readSheet(xml: string, workbook: Workbook): Sheet {
  const rows: SheetRow[] = []
  let line = 0
  let cells: (Cell | undefined)[] = []
  let column = -1
  let type = 'n'
  let style = 0
  let value: string | null = null
  let formula = false
  let inText = false
  let dates = 0
  let uncomputed = 0

  const endCell = () => {
    if (formula && value === null) uncomputed++
    if (value === null) return
    const cell = cellOf(value, type, style, workbook, line)
    if (cell.date) dates++
    if (cell.value !== '') cells[column] = cell.value
  }

  for (const token of xmlTokens(xml, workbookFormat)) {
    if (token.kind === 'text') {
      if (inText) value = (value ?? '') + token.text
      continue
    }
    const opens = token.kind === 'open'
    if (token.name === 'row') {
      if (opens) {
        line = rowNumber(token.attributes, line)
        cells = []
        column = -1
      }
      if ((!opens || token.closed) && cells.length > 0) rows.push({ line, cells })
    } else if (token.name === 'c') {
      if (opens) {
        column = columnNumber(attribute(token.attributes, 'r'), column, line)
        type = attribute(token.attributes, 't') ?? 'n'
        style = Number(attribute(token.attributes, 's') ?? 0)
        value = null
        formula = false
      }
      if (!opens || token.closed) endCell()
    } else if (token.name === 'f') formula = true
    else if (token.name === 'v' || token.name === 't') {
      inText = opens && !token.closed
      if (opens) value ??= ''
    }
  }
  return { rows, dates, uncomputed }
}

function rowNumber(attributes: string, before: number): number {
  const given = attribute(attributes, 'r')
  const line = given === undefined ? before + 1 : Number(given)
  if (Number.isInteger(line) && line > before && line <= 1_048_576) return line
  throw DamagedTable({ format: workbookFormat, reason: `row ${given} comes after row ${before}` })
}

/** `C7` is column 2; a cell without a reference follows the one before. */
function columnNumber(reference: string | undefined, before: number, line: number): number {
  let column = before + 1
  if (reference !== undefined) {
    column = 0
    for (const letter of reference.match(/^[A-Z]{1,3}/)?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64
    column--
  }
  if (column > before && column < mostColumns) return column
  throw DamagedTable({ format: workbookFormat, reason: `a cell has the reference ${reference ?? '(none)'}` }).at({
    line,
  })
}

interface ReadCell {
  readonly value: Cell
  readonly date?: true
}

/** Numbers are cached results where the cell has a formula; booleans are 1 and 0; an error is its text. */
function cellOf(value: string, type: string, style: number, workbook: Workbook, line: number): ReadCell {
  if (type === 's') {
    const text = workbook.sharedStrings[Number(value)]
    if (text !== undefined) return { value: text.trim() }
    throw DamagedTable({ format: workbookFormat, reason: `a cell refers to text ${value}, which is not there` }).at({
      line,
    })
  }
  if (type === 'b') return { value: value === '1' ? 1 : 0 }
  if (type !== 'n') return { value: value.trim() }
  if (value.trim() === '') return { value: '' }
  const number = Number(value)
  if (Number.isNaN(number)) {
    throw DamagedTable({ format: workbookFormat, reason: `a number in it reads ${value.slice(0, 40)}` }).at({ line })
  }
  const date = workbook.dateStyles[style] ? dateText(number, workbook.from1904) : null
  return date === null ? { value: number } : { value: date, date: true }
}
