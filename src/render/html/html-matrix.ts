import type { MatrixDisplay } from '../../core/index.ts'
import { escapeHtml } from './escape-html.ts'
import { boldTitle, box, noteLine } from './html-box.ts'
import { faintInk, ink, paper, rule, tint } from './palette.ts'

const cell = 'padding:4px 10px;white-space:nowrap;font-variant-numeric:tabular-nums;'
const number = `${cell}text-align:right;`
/** A notebook's own padding would tear the rows apart. */
const empty = '<td style="padding:0;border:0"></td>'
/** More would hide the number. */
export const strongest = 0.55

/**
 * A table whose cells are coloured the stronger the more they weigh. Where rows and columns agree on the diagonal, it stands in another
 * colour and a frame; the numbers say all that the colours do, and a screen reader reads them as a table.
 */
export function htmlMatrix(display: MatrixDisplay): string {
  const title = boldTitle(escapeHtml(display.title))
  if (display.texts.length === 0) return box(`${title}<div>${escapeHtml(display.whenEmpty)}</div>`)
  const { rows, columns, texts, notes } = display
  const summaryHeads = rows.summaries.map(({ label }) => head(label, 'col', `${number}color:${faintInk};`)).join('')
  const names = columns.names.map(name => head(name, 'col', `${number}max-width:12em;white-space:normal;`)).join('')
  const body = texts.map((cells, i) => {
    const drawn = cells.map((text, j) => shadedCell(display, text, i, j)).join('')
    const beside = rows.summaries.map(summary => plainCell(summary.texts[i] ?? '')).join('')
    return `${head(rows.names[i] ?? '', 'row', `${cell}text-align:left;`)}${drawn}${beside}`
  })
  const foot = columns.summaries.map(({ label, texts: own }) => {
    const cells = own.map(text => plainCell(text)).join('')
    return `${head(label, 'row', `${cell}text-align:left;color:${faintInk};`)}${cells}${empty.repeat(rows.summaries.length)}`
  })
  const line = (content: string) => `<tr style="background:${paper}">${content}</tr>`
  const over = `${empty}<th scope="colgroup" colspan="${columns.names.length}" style="${cell}text-align:left;font-weight:400;color:${faintInk}">${escapeHtml(columns.label)}</th>${empty.repeat(rows.summaries.length)}`
  return box(
    [
      title,
      `<table aria-label="${escapeHtml([display.title, ...notes].join('. '))}" style="border-collapse:collapse;border:0;margin:0;font-size:13px;color:${ink};background:${paper}">`,
      `<thead>${line(over)}${line(`${head(rows.label, 'col', `${cell}text-align:left;font-weight:400;color:${faintInk};`)}${names}${summaryHeads}`)}</thead>`,
      `<tbody>${body.map(line).join('\n')}</tbody>`,
      `<tfoot>${foot.map(line).join('\n')}</tfoot></table>`,
      noteLine(`The stronger a cell’s colour, the greater its ${display.shading}.${framedWords(display)}`),
      ...(notes.length > 0 ? [noteLine(notes.join(' · '))] : []),
    ].join('\n'),
  )
}

const framedWords = ({ agreement, best = [] }: MatrixDisplay) =>
  agreement ? ' Framed: both agree.' : best.length > 0 ? ' Framed: the best.' : ''

const head = (text: string, scope: 'col' | 'row', style: string) =>
  `<th scope="${scope}" style="${style}${style.includes('font-weight') ? '' : 'font-weight:600;'}background:${paper}">${escapeHtml(text)}</th>`

const plainCell = (text: string) =>
  `<td style="${number}color:${faintInk};background:${paper}">${escapeHtml(text)}</td>`

function shadedCell({ shades, agreement, best }: MatrixDisplay, text: string, i: number, j: number): string {
  const agrees = agreement && i === j
  const colour = tint(agreement && !agrees ? 1 : 0, Math.min(1, shades[i]?.[j] ?? 0) * strongest)
  const framed = agrees || best?.some(([row, column]) => row === i && column === j)
  const border = framed ? `2px solid ${ink}` : `1px solid ${rule}`
  return `<td style="${number}border:${border};background:${colour}">${escapeHtml(text)}</td>`
}
