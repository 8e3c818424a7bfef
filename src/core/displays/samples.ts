import { printable } from '../errors/index.ts'
import type { TableDisplay } from './display.ts'
import { formatScore } from './format.ts'

/** Rows that share their fields as a table, such as samples with what was measured and predicted. */
export function samplesTable(rows: readonly object[]): TableDisplay {
  const names = Object.keys(rows[0] ?? {})
  const values = (row: object) => names.map(name => (row as Readonly<Record<string, unknown>>)[name])
  const numeric = names.map((_, j) => rows.every(row => typeof (values(row)[j] ?? 0) === 'number'))
  const whole = names.map((_, j) => rows.every(row => Number.isInteger(values(row)[j] ?? 0)))
  return {
    kind: 'table',
    title: 'Samples',
    columns: names.map((name, j) => ({ label: printable(name), align: numeric[j] ? 'right' : 'left' })),
    rows: rows.map(row =>
      values(row).map((value, j) => {
        if (value === null || value === undefined) return '–'
        return printable(numeric[j] && !whole[j] ? formatScore(value as number) : String(value))
      }),
    ),
    whenEmpty: 'No samples.',
  }
}
