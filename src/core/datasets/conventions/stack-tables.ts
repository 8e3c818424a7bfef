import { WrongConvention } from '../../errors/index.ts'
import { stemOf } from '../load-table.ts'
import { nameOfRow, placeOfCell, type Table } from '../table.ts'

export interface FiledTable {
  readonly table: Table
  /** For messages. */
  readonly file: string
}

/**
 * The rows of several tables under each other.
 *
 * @throws WrongConvention where they do not have the same columns in the same order
 */
export function stackTables(parts: readonly FiledTable[]): Table {
  const [first, ...others] = parts
  for (const { table, file } of others) refuseOtherColumns(first!, table, file)
  const rows = parts.reduce((sum, { table }) => sum + table.rows, 0)
  const width = first!.table.columns.length
  const numbers = new Float64Array(rows * width)
  const lines = new Uint32Array(rows)
  const [textCells, emptyCells] = [new Uint32Array(width), new Uint32Array(width)]
  const origin: [part: FiledTable, row: number][] = []
  for (const part of parts) {
    numbers.set(part.table.numbers, origin.length * width)
    lines.set(part.table.lines, origin.length)
    for (let column = 0; column < width; column++) {
      textCells[column]! += part.table.textCells[column]!
      emptyCells[column]! += part.table.emptyCells[column]!
    }
    for (let row = 0; row < part.table.rows; row++) origin.push([part, row])
  }
  return {
    ...first!.table,
    rows,
    numbers,
    lines,
    textCells,
    emptyCells,
    text: (row, column) => origin[row]![0].table.text(origin[row]![1], column),
    placeOf: (row, column) => {
      const [{ table, file }, own] = origin[row]!
      return { file, ...placeOfCell(table, own, column) }
    },
    ...(others.length > 0 && {
      rowName: (row: number) => `${stemOf(origin[row]![0].file)}_${nameOfRow(origin[row]![0].table, origin[row]![1])}`,
    }),
    notes: [...new Set(parts.flatMap(({ table }) => table.notes))],
  }
}

function refuseOtherColumns(first: FiledTable, table: Table, file: string): void {
  const [here, there] = [table.columns, first.table.columns]
  if (here.length !== there.length) {
    const reason = `training and test tables have ${there.length} and ${here.length} columns`
    throw WrongConvention({ reason }).at({ file, line: table.headerLine })
  }
  const at = here.findIndex((name, i) => name !== there[i])
  if (at < 0) return
  const reason = `column ${at + 1} is ${JSON.stringify(there[at])} in training and ${JSON.stringify(here[at])} in test`
  throw WrongConvention({ reason }).at({ file, line: table.headerLine, field: here[at]! })
}
