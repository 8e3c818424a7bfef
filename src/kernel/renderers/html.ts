import type { Display } from '../../core/index.ts'
import { escapeHtml } from './escape-html.ts'
import { boldTitle, box } from './html-box.ts'
import { htmlMatrix } from './html-matrix.ts'
import { htmlTable } from './html-table.ts'
import { svgLine } from './svg-line.ts'
import { svgScatter } from './svg-scatter.ts'

export function htmlOf(display: Display): string {
  if (display.kind === 'table') return htmlTable(display)
  if (display.kind === 'matrix') return htmlMatrix(display)
  if (display.series.every(({ points }) => points.length === 0)) return emptyChart(display.title, display.whenEmpty)
  return `<div>${display.kind === 'scatter' ? svgScatter(display) : svgLine(display)}</div>`
}

const emptyChart = (title: string, words: string) =>
  box(`${boldTitle(escapeHtml(title))}<div>${escapeHtml(words)}</div>`)
