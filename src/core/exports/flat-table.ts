/** One cell of a flat row: fields inside fields are named by dots, lists are JSON. */
export type Cell = string | number | boolean | null
export type Row = Readonly<Record<string, Cell>>

/** By name: Float64Array where all values are numbers (NaN where one is not there), else an array. */
export type Columns = Readonly<Record<string, Float64Array | readonly Cell[]>>

/** A record with its fields side by side: `scores.val.rmse`; lists and arrays are JSON. */
export function flatRow(record: object): Row {
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

/** Rows as columns, with every field that any of them has, in the order they come. */
export function columnsOf(rows: readonly Row[]): Columns {
  const names = new Set<string>()
  for (const row of rows) for (const name of Object.keys(row)) names.add(name)
  return Object.fromEntries(
    [...names].map(name => {
      const cells = rows.map(row => row[name] ?? null)
      const numeric =
        cells.every(cell => cell === null || typeof cell === 'number') && cells.some(cell => cell !== null)
      return [name, numeric ? Float64Array.from(cells, cell => (cell === null ? Number.NaN : Number(cell))) : cells]
    }),
  )
}
