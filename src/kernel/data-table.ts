/** One cell of a flat row: fields inside fields are named by dots, lists are JSON. */
export type Cell = string | number | boolean | null
export type Row = Readonly<Record<string, Cell>>

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
  /** RFC 4180, with a header. */
  toCSV(): string
  /** A table of apache-arrow, which is loaded at the first call. */
  toArrow(): Promise<ArrowTable>
}

/** The ways out of rows that are made only when they are asked for. */
export function dataTable(rowsOf: () => readonly object[]): DataTable {
  const toRows = () => rowsOf().map(flat)
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

function flat(record: object): Row {
  const row: Record<string, Cell> = {}
  const add = (prefix: string, value: object) => {
    for (const [key, field] of Object.entries(value)) {
      const name = prefix + key
      if (field === undefined || field === null) row[name] = null
      else if (Array.isArray(field) || ArrayBuffer.isView(field)) row[name] = JSON.stringify(field)
      else if (typeof field === 'object') add(`${name}.`, field)
      else row[name] = field as Cell
    }
  }
  add('', record)
  return row
}

function columnsOf(rows: readonly Row[]): Readonly<Record<string, Float64Array | readonly Cell[]>> {
  const names = [...new Set(rows.flatMap(row => Object.keys(row)))]
  return Object.fromEntries(
    names.map(name => {
      const cells = rows.map(row => row[name] ?? null)
      const numeric =
        cells.every(cell => cell === null || typeof cell === 'number') && cells.some(cell => cell !== null)
      return [name, numeric ? Float64Array.from(cells, cell => (cell === null ? Number.NaN : Number(cell))) : cells]
    }),
  )
}

function csvOf(columns: Readonly<Record<string, Float64Array | readonly Cell[]>>): string {
  const names = Object.keys(columns)
  const rows = columns[names[0] ?? '']?.length ?? 0
  const lines = [names.map(csvCell).join(',')]
  for (let i = 0; i < rows; i++) lines.push(names.map(name => csvCell(columns[name]![i]!)).join(','))
  return `${lines.join('\n')}\n`
}

function csvCell(value: Cell): string {
  if (value === null || (typeof value === 'number' && Number.isNaN(value))) return ''
  const text = String(value)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
