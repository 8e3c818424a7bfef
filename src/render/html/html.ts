import type { Display } from '../../core/index.ts'
import { escapeHtml } from './escape-html.ts'
import { boldTitle, box } from './html-box.ts'
import { htmlMatrix } from './html-matrix.ts'
import { htmlTable } from './html-table.ts'
import { htmlTree } from './html-tree.ts'
import { svgBars } from './svg-bars.ts'
import { svgBoxes } from './svg-boxes.ts'
import { svgGraph } from './svg-graph.ts'
import { svgLine } from './svg-line.ts'
import { svgScatter } from './svg-scatter.ts'

/** One drawing; the style sheet comes with the bundle. Of a table at most `mostRows`, where there is a better number than ours. */
export function htmlOf(display: Display, mostRows?: number): string {
  switch (display.kind) {
    case 'table':
      return htmlTable(display, mostRows)
    case 'matrix':
      return htmlMatrix(display)
    case 'tree':
      return htmlTree(display)
    default:
      return isEmpty(display) ? emptyChart(display.title, display.whenEmpty) : `<div>${svgOf(display)}</div>`
  }
}

type Chart = Exclude<Display, { readonly kind: 'table' | 'matrix' | 'tree' }>

function svgOf(display: Chart): string {
  switch (display.kind) {
    case 'scatter':
      return svgScatter(display)
    case 'line':
      return svgLine(display)
    case 'bars':
      return svgBars(display)
    case 'boxes':
      return svgBoxes(display)
    case 'graph':
      return svgGraph(display)
  }
}

/** Whether a drawing has nothing to show, and says why instead. */
export function isEmpty(display: Chart): boolean {
  switch (display.kind) {
    case 'bars':
      return display.edges.length < 2 || display.series.length === 0
    case 'boxes':
      return display.boxes.length === 0
    case 'graph':
      return display.layers.length === 0
    default:
      return display.series.every(({ points }) => points.length === 0)
  }
}

const emptyChart = (title: string, words: string) =>
  box(`${boldTitle(escapeHtml(title))}<div>${escapeHtml(words)}</div>`)
