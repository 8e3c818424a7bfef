import type { TableDisplay } from '../../core/index.ts'
import { escapeHtml } from './escape-html.ts'
import { boldTitle, box } from './html-box.ts'
import { ink, paper, rule } from './palette.ts'
import { fitted } from './table-limits.ts'

/** Beyond this, columns are for terminals with a cursor: ids, paths, times. */
const highestPriority = 5
const cell = 'padding:3px 10px;white-space:nowrap;'

/** A compact table; styles stand on the elements because notebooks restyle tables by class and by element. */
export function htmlTable(table: TableDisplay): string {
  const title = boldTitle(escapeHtml(table.title))
  if (table.rows.length === 0) return box(`${title}<div>${escapeHtml(table.whenEmpty)}</div>`)
  const { rows, more } = fitted(table, 100)
  const kept = table.columns.flatMap((column, j) => ((column.priority ?? 0) <= highestPriority ? [j] : []))
  const align = (j: number) => `text-align:${table.columns[j]!.align};`
  const head = kept
    .map(
      j =>
        `<th scope="col" style="${cell}${align(j)}border-bottom:1px solid ${ink};font-weight:600">${escapeHtml(table.columns[j]!.label)}</th>`,
    )
    .join('')
  const body = rows
    .map(row => `<tr style="background:${paper}">${kept.map(j => dataCell(row[j] ?? '', align(j))).join('')}</tr>`)
    .join('\n')
  return box(
    [
      title,
      `<table style="border-collapse:collapse;border:0;margin:0;font-size:13px;color:${ink};background:${paper}">`,
      `<thead><tr style="background:${paper}">${head}</tr></thead>`,
      `<tbody>${body}</tbody></table>`,
      ...(more ? [`<div style="margin:4px 0 0">${escapeHtml(more)}</div>`] : []),
    ].join('\n'),
  )
}

const dataCell = (text: string, align: string) =>
  `<td style="${cell}${align}border-bottom:1px solid ${rule};font-variant-numeric:tabular-nums">${escapeHtml(text)}</td>`
