import process from 'node:process'
import { type Display, displayTable, type LineDisplay, type ScatterDisplay } from '../../core/index.ts'
import { sparkline } from './sparkline.ts'
import { textTable } from './text-table.ts'

/** A display for a place without pictures: bars and boxes are tables, lines are told by their course, ends and notes. */
export function textOf(display: Display, width = process.stdout.columns ?? 120): string {
  switch (display.kind) {
    case 'table':
      return textTable(display, width)
    case 'line':
    case 'scatter':
      return textChart(display)
    default:
      return textTable(displayTable(display), width)
  }
}

/** More series than this are told together. */
const mostSeries = 10

function textChart(display: LineDisplay | ScatterDisplay): string {
  const points = display.series.reduce((sum, { points }) => sum + points.length, 0)
  if (points === 0) return `${display.title}\n${display.whenEmpty}`
  const marks = display.kind === 'line' ? display.marks : []
  const { series } = display
  return [
    display.title,
    ...series
      .slice(0, mostSeries)
      .map(({ name, points }) => `  ${name}: ${points.length} points${course(display, points)}`),
    ...(series.length > mostSeries ? [`  … and ${series.length - mostSeries} more series`] : []),
    ...marks.map(({ x, y, label }) => `  ${label}: ${x} → ${Number(y.toPrecision(3))}`),
    ...display.notes.map(note => `  ${note}`),
  ].join('\n')
}

/** How a line runs from its first x to its last. */
function course({ kind }: LineDisplay | ScatterDisplay, points: LineDisplay['series'][number]['points']): string {
  if (kind !== 'line' || points.length < 3) return ''
  return `  ${sparkline(points.map(({ y }) => y))}`
}
