import { groupedDigits, type TableDisplay } from '../../core/index.ts'
import { escapeHtml } from './escape-html.ts'
import { boldTitle, box, noteLine } from './html-box.ts'
import { bestPaper, faintInk, ink, paper, rule } from './palette.ts'
import { fitted, mostRows } from './table-limits.ts'

/** Beyond this, columns are for terminals with a cursor: ids, paths, times. */
const highestPriority = 5
/** More rows scroll under a head that stays. */
const mostInSight = 25
const cell = 'padding:3px 10px;white-space:nowrap;'

/**
 * A compact table; styles stand on the elements because notebooks restyle tables by class and by element. An arrow in a head
 * says which end is better, and the best is in bold on a ground of its own, with a word for who cannot see it. At most `most` rows.
 */
export function htmlTable(table: TableDisplay, most = mostRows): string {
  const title = boldTitle(escapeHtml(table.title))
  const notes = (table.notes ?? []).map(noteLine)
  if (table.rows.length === 0) return box([title, `<div>${escapeHtml(table.whenEmpty)}</div>`, ...notes].join('\n'))
  const { rows, more } = fitted(table, most)
  const kept = table.columns.flatMap((column, j) => ((column.priority ?? 0) <= highestPriority ? [j] : []))
  const best = table.columns.map(column => new Set(column.best))
  const align = (j: number) => `text-align:${table.columns[j]!.align};`
  // `border-collapse` would let the line under a head that stays scroll away.
  const head = kept.map(j => headCell(table.columns[j]!, align(j))).join('')
  const body = rows
    .map((row, i) => {
      const cells = kept.map(j => dataCell(row[j] ?? '', align(j), best[j]!.has(i)))
      return `<tr style="background:${paper}">${cells.join('')}</tr>`
    })
    .join('\n')
  const inSight = rows.length > mostInSight ? 'max-height:640px;overflow:auto;' : 'overflow-x:auto;'
  return box(
    [
      title,
      `<div style="${inSight}"${rows.length > mostInSight ? ' tabindex="0" role="region" aria-label="rows"' : ''}>`,
      `<table style="border-collapse:separate;border-spacing:0;border:0;margin:0;font-size:13px;color:${ink};background:${paper}">`,
      `<thead><tr style="background:${paper}">${head}</tr></thead>`,
      `<tbody>${body}</tbody></table></div>`,
      ...(more
        ? [noteLine(`Rows 1–${rows.length} of ${groupedDigits(table.n_rows ?? table.rows.length)} · ${more}`)]
        : []),
      ...notes,
    ].join('\n'),
  )
}

function headCell({ label, better }: TableDisplay['columns'][number], align: string): string {
  const words = better === 'low' ? 'lower is better' : 'higher is better'
  const arrow = better
    ? ` <span title="${words}" aria-label="${words}" style="color:${faintInk};font-weight:400">${better === 'low' ? '↓' : '↑'}</span>`
    : ''
  return `<th scope="col" style="${cell}${align}border-bottom:1px solid ${ink};font-weight:600;position:sticky;top:0;background:${paper}">${escapeHtml(label)}${arrow}</th>`
}

const dataCell = (text: string, align: string, best: boolean) =>
  `<td${best ? ' title="best"' : ''} style="${cell}${align}border-bottom:1px solid ${rule};font-variant-numeric:tabular-nums${best ? `;font-weight:600;background:${bestPaper}` : ''}">${escapeHtml(text)}</td>`
