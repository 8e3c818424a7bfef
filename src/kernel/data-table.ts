import { type Cell, columnsOf, csvOf, flatRow, type Row } from '../core/index.ts'

/** As much of a table of apache-arrow as its users need first; it is one, and can be cast to its type. */
export interface ArrowTable {
  readonly numRows: number
  readonly numCols: number
  readonly schema: { readonly fields: readonly { readonly name: string }[] }
  getChild(name: string): { readonly length: number; get(index: number): unknown; toArray(): unknown } | null
  toArray(): readonly unknown[]
}

/** The data behind an object, for other libraries. */
export interface DataTable {
  /** Flat rows. */
  toRows(): readonly Row[]
  /** By name: Float64Array where all values are numbers (NaN where one is not there), else an array. */
  columns(): Readonly<Record<string, Float64Array | readonly Cell[]>>
  /** RFC 4180, with a header; a text that a spreadsheet would run as a formula gets an apostrophe before it. */
  toCSV(): string
  /** A table of apache-arrow, which is loaded at the first call. */
  toArrow(): Promise<ArrowTable>
}

/** The ways out of rows that are made only when they are asked for. */
export function dataTable(rowsOf: () => readonly object[]): DataTable {
  const toRows = () => rowsOf().map(flatRow)
  const columns = () => columnsOf(toRows())
  return {
    toRows,
    columns,
    toCSV: () => csvOf(columns()),
    toArrow: async () => {
      const arrow = await import('apache-arrow')
      const vectors = Object.entries(columns()).map(([name, values]) => [
        name,
        values instanceof Float64Array
          ? arrow.vectorFromArray(Array.from(values, orNull), new arrow.Float64())
          : arrow.vectorFromArray(values.map(asText), new arrow.Utf8()),
      ])
      return new arrow.Table(Object.fromEntries(vectors)) as unknown as ArrowTable
    },
  }
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value)
const asText = (value: Cell): string | null => (value === null ? null : String(value))
