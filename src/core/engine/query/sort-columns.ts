import { findMetric } from '../../metrics/index.ts'
import { fieldPaths } from './field-value.ts'
import { sortFields } from './sort-order.ts'

/** What a table's column is called, there and in `--sort` and filters. */
interface SortedColumn {
  readonly key: string
  readonly label: string
  /** As `--sort` and filters call it, where not by its key; null where they cannot. */
  readonly field?: string | null
}

/** An order by columns, the most important first. */
export interface ColumnOrder {
  readonly key: string
  readonly descending: boolean
}

const fieldOf = ({ key, field }: SortedColumn) => (field === undefined ? key : field)

/** The column that shows a field, by any of the names that filters and `--sort` know; undefined where none does. */
export function columnOfField<Column extends SortedColumn>(
  field: string,
  columns: readonly Column[],
): Column | undefined {
  const named = columns.find(column => column.key === field || fieldOf(column) === field)
  if (named) return named
  for (const path of fieldPaths(field)) {
    const found = columns.find(column => fieldOf(column) === path)
    if (found) return found
  }
  return undefined
}

/**
 * What `--sort` says, as an order by columns; `+metric` by its better end. A field that no column shows stays under its
 * own name. `left`: what has no order by a column, such as a metric whose best is near a number.
 */
export function columnOrder(
  sort: string,
  columns: readonly SortedColumn[],
): { readonly order: readonly ColumnOrder[]; readonly left: readonly string[] } {
  const order: ColumnOrder[] = []
  const left: string[] = []
  for (const written of sortFields(sort)) {
    const sign = written[0] === '-' || written[0] === '+' ? written[0] : ''
    const field = written.slice(sign.length)
    const metric = sign === '+' ? (findMetric(field) ?? findMetric(field.toLowerCase())) : undefined
    if (metric?.ranks_by_distance) left.push(written)
    else {
      const descending = sign === '-' || metric?.higher_is_better === true
      order.push({ key: columnOfField(field, columns)?.key ?? field, descending })
    }
  }
  return { order, left }
}

/** The same back: an order by columns as `--sort` takes it, and the labels of columns that it cannot name. */
export function orderText(
  order: readonly ColumnOrder[],
  columns: readonly SortedColumn[],
): { readonly sort: string; readonly left: readonly string[] } {
  const fields: string[] = []
  const left: string[] = []
  for (const { key, descending } of order) {
    const column = columns.find(other => other.key === key)
    const field = column ? fieldOf(column) : key
    if (field === null) left.push(column!.label)
    else fields.push(`${descending ? '-' : ''}${field}`)
  }
  return { sort: fields.join(','), left }
}
