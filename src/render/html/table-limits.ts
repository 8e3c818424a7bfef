import { formatCount, type TableDisplay } from '../../core/index.ts'

/** Rows of a table that are drawn: a thousand rows help nobody below a cell. */
export const mostRows = 100

/** The first rows, and a line on those left out. */
export function fitted(
  { rows, n_rows = rows.length }: TableDisplay,
  limit: number,
): { rows: TableDisplay['rows']; more: string | null } {
  return n_rows <= limit
    ? { rows, more: null }
    : { rows: rows.slice(0, limit), more: `… and ${formatCount(n_rows - limit, 'more row')}` }
}
