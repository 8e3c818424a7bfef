import { DuplicateColumn, EmptyTable, MissingHeader } from '../../errors/index.ts'
import { findWavelength } from '../axis.ts'
import { parseNumber } from '../number.ts'
import type { Table } from '../table.ts'

/** A number, text, or nothing. */
export type Cell = number | string | null

export interface TableColumn {
  readonly name: string
  /** Length rows. */
  readonly cells: ArrayLike<Cell>
}

export interface CellsTable {
  readonly columns: readonly TableColumn[]
  readonly rows: number
  /** Line of each row, where the file has lines: else rows count from 1. */
  readonly lines?: Uint32Array
  readonly headerLine?: number
  readonly notes?: readonly string[]
}

/**
 * A table of columns that hold numbers or text. Text that is a decimal number counts as one, as in a text file.
 *
 * @throws DuplicateColumn, MissingHeader, EmptyTable
 */
export function tableOfCells({ columns, rows, lines, headerLine = 1, notes = [] }: CellsTable): Table {
  const names = columns.map(({ name }) => name.trim())
  refuseDuplicates(names, headerLine)
  if (names.length < 2) throw EmptyTable({ what: names.length === 0 ? 'no columns' : 'only one column' })
  if (rows === 0) throw EmptyTable({ what: 'a header but no samples' })
  const width = names.length
  const numbers = new Float64Array(rows * width)
  const textCells = new Uint32Array(width)
  const emptyCells = new Uint32Array(width)
  columns.forEach(({ cells }, column) => {
    for (let row = 0; row < rows; row++) {
      const cell = cells[row] ?? null
      const value = numberOf(cell)
      numbers[row * width + column] = value
      if (!Number.isNaN(value)) continue
      if (cell === null || (typeof cell === 'string' && cell.trim() === '')) emptyCells[column]!++
      else textCells[column]!++
    }
  })
  return {
    columns: names,
    rows,
    numbers,
    textCells,
    emptyCells,
    lines: lines ?? Uint32Array.from({ length: rows }, (_, row) => row + 1),
    headerLine,
    text: (row, column) => String(columns[column]!.cells[row] ?? '').trim(),
    notes,
  }
}

function numberOf(cell: Cell): number {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : Number.NaN
  return cell === null ? Number.NaN : parseNumber(cell.trim(), '.')
}

function refuseDuplicates(names: readonly string[], line: number): void {
  const places = new Map<string, number[]>()
  names.forEach((name, i) => {
    const positions = places.get(name)
    if (positions) positions.push(i + 1)
    else places.set(name, [i + 1])
  })
  if (places.size === names.length) return
  if (names.every(name => findWavelength(name))) throw MissingHeader({}).at({ line })
  const [column, positions] = [...places].find(([, found]) => found.length > 1)!
  throw DuplicateColumn({ column, positions }).at({ line, field: column })
}
