import { nameOfRow, placeOfCell, type Table } from './table.ts'

/** The rows at these positions, in that order: everything a table tells follows them. */
export function takeTableRows(table: Table, rows: Int32Array): Table {
  const width = table.columns.length
  const numbers = new Float64Array(rows.length * width)
  rows.forEach((row, i) => {
    numbers.set(table.numbers.subarray(row * width, (row + 1) * width), i * width)
  })
  const text = (row: number, column: number) => table.text(rows[row]!, column)
  return {
    ...table,
    rows: rows.length,
    numbers,
    ...countedCells(numbers, width, text),
    lines: Uint32Array.from(rows, row => table.lines[row]!),
    text,
    placeOf: (row, column) => placeOfCell(table, rows[row]!, column),
    rowName: row => nameOfRow(table, rows[row]!),
    kept: {
      rows: Int32Array.from(rows, row => table.kept?.rows[row] ?? row),
      total: table.kept?.total ?? table.rows,
    },
  }
}

/** The columns at these positions, in that order. */
export function takeTableColumns(table: Table, columns: readonly number[]): Table {
  const width = table.columns.length
  const numbers = new Float64Array(table.rows * columns.length)
  for (let row = 0; row < table.rows; row++) {
    for (let j = 0; j < columns.length; j++) {
      numbers[row * columns.length + j] = table.numbers[row * width + columns[j]!]!
    }
  }
  return {
    ...table,
    columns: columns.map(column => table.columns[column]!),
    numbers,
    textCells: Uint32Array.from(columns, column => table.textCells[column]!),
    emptyCells: Uint32Array.from(columns, column => table.emptyCells[column]!),
    text: (row, column) => table.text(row, columns[column]!),
    ...(table.kinds && { kinds: columns.map(column => table.kinds![column]!) }),
    placeOf: (row, column) => placeOfCell(table, row, columns[column]!),
  }
}

function countedCells(numbers: Float64Array, width: number, text: Table['text']) {
  const textCells = new Uint32Array(width)
  const emptyCells = new Uint32Array(width)
  numbers.forEach((value, at) => {
    if (!Number.isNaN(value)) return
    const column = at % width
    const counts = text(Math.floor(at / width), column) === '' ? emptyCells : textCells
    counts[column]!++
  })
  return { textCells, emptyCells }
}
