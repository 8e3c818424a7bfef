import type { ErrorPlace } from '../errors/index.ts'
import type { Detection } from '../records/index.ts'

/** What a column can be, where its file tells. */
export type ColumnKind = 'spectra' | 'reference' | 'metadata'

/** What a reader makes of a file: cells with names above them and no meaning yet. */
export interface Table {
  /** Names in the header, trimmed, each once. */
  readonly columns: readonly string[]
  readonly rows: number
  /** Row-major, rows × columns. NaN where the cell holds no finite number. */
  readonly numbers: Float64Array
  /** For each column, how many cells hold something that is not a finite number. */
  readonly textCells: Uint32Array
  /** For each column, how many cells hold nothing. */
  readonly emptyCells: Uint32Array
  /** 1-based line of the file on which each row begins. */
  readonly lines: Uint32Array
  readonly headerLine: number
  /** The cell as printed, trimmed. */
  readonly text: (row: number, column: number) => string
  /** What was detected rather than told. */
  readonly notes: readonly string[]
  /** The same, each with its reason and how to overrule it. */
  readonly detections?: readonly Detection[]
  /** By column; absent where one file holds everything. */
  readonly kinds?: readonly ColumnKind[]
  /** Where a cell stands, in tables of several files. */
  readonly placeOf?: (row: number, column: number) => ErrorPlace
  /** What a sample without an id is called, where lines of several files would repeat. */
  readonly rowName?: (row: number) => string
  /** Rows of the file that are left, where samples were dropped, and how many the file has. */
  readonly kept?: { readonly rows: Int32Array; readonly total: number }
}

/** Line and column of a cell, and its file where the table has several. */
export function placeOfCell(table: Table, row: number, column: number): ErrorPlace {
  return table.placeOf?.(row, column) ?? { line: table.lines[row]!, field: table.columns[column]! }
}

/** What a sample without an id is called. */
export function nameOfRow(table: Table, row: number): string {
  return table.rowName?.(row) ?? `line_${table.lines[row]}`
}

/** The column's cells as printed, trimmed. */
export function columnText(table: Table, column: number): string[] {
  return Array.from({ length: table.rows }, (_, row) => table.text(row, column))
}

/** The column's numbers, NaN where a cell holds none. */
export function columnNumbers(table: Table, column: number): Float64Array {
  const width = table.columns.length
  return Float64Array.from({ length: table.rows }, (_, row) => table.numbers[row * width + column]!)
}

/**
 * Whether the column is meant to hold numbers: some do, and at most as many hold text. A stray text then becomes an error
 * about that cell, where a stricter rule would drop the whole column in silence.
 */
export function isNumeric(table: Table, column: number): boolean {
  const text = table.textCells[column]!
  const numbers = table.rows - text - table.emptyCells[column]!
  return numbers > 0 && numbers >= text
}
