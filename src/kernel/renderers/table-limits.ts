import { formatCount, type TableDisplay } from '../../core/index.ts'

/** The first rows, and a line on those left out: a thousand rows help nobody below a cell. */
export function fitted({ rows }: TableDisplay, limit: number): { rows: TableDisplay['rows']; more: string | null } {
  return rows.length <= limit
    ? { rows, more: null }
    : { rows: rows.slice(0, limit), more: `… and ${formatCount(rows.length - limit, 'more row')}` }
}
