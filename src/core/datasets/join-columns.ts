import { type ColumnKind, placeOfCell, type Table } from './table.ts'

interface Joining {
  /** Of the right table. */
  readonly columns: readonly number[]
  /** For each row of the left table, the row of the right one. */
  readonly rows: Int32Array
  readonly kind: ColumnKind
  readonly files: { readonly file: string; readonly referenceFile: string }
  readonly notes: readonly string[]
}

/** The left table with columns of another one behind its own. Each cell still knows its file, line and column. */
export function joinColumns(left: Table, right: Table, { columns, rows, kind, files, notes }: Joining): Table {
  const [own, added] = [left.columns.length, columns.length]
  const width = own + added
  const numbers = new Float64Array(left.rows * width)
  const textCells = new Uint32Array(width)
  const emptyCells = new Uint32Array(width)
  textCells.set(left.textCells)
  emptyCells.set(left.emptyCells)
  for (let row = 0; row < left.rows; row++) {
    numbers.set(left.numbers.subarray(row * own, (row + 1) * own), row * width)
    for (let j = 0; j < added; j++) {
      const value = right.numbers[rows[row]! * right.columns.length + columns[j]!]!
      numbers[row * width + own + j] = value
      if (!Number.isNaN(value)) continue
      const counts = right.text(rows[row]!, columns[j]!) === '' ? emptyCells : textCells
      counts[own + j]!++
    }
  }
  return {
    ...left,
    columns: [...left.columns, ...columns.map(column => right.columns[column]!)],
    numbers,
    textCells,
    emptyCells,
    text: (row, column) => (column < own ? left.text(row, column) : right.text(rows[row]!, columns[column - own]!)),
    kinds: [...(left.kinds ?? left.columns.map(() => 'spectra' as const)), ...columns.map(() => kind)],
    placeOf: (row, column) =>
      column < own
        ? { file: files.file, ...placeOfCell(left, row, column) }
        : { file: files.referenceFile, ...placeOfCell(right, rows[row]!, columns[column - own]!) },
    notes: [...left.notes, ...right.notes.map(note => `Reference table: ${note}`), ...notes],
  }
}
