import process from 'node:process'
import { type Display, type MatrixDisplay, matrixTable } from '../../core/index.ts'
import { textTable } from './text-table.ts'

/** A display for a place without pictures: a chart is told by its title and notes. */
export function textOf(display: Display, width = process.stdout.columns ?? 120): string {
  if (display.kind === 'table') return textTable(display, width)
  if (display.kind === 'matrix') return textMatrix(display, width)
  const points = display.series.reduce((sum, { points }) => sum + points.length, 0)
  if (points === 0) return `${display.title}\n${display.whenEmpty}`
  const marks = display.kind === 'line' ? display.marks : []
  return [
    display.title,
    ...display.series.map(({ name, points }) => `  ${name}: ${points.length} points`),
    ...marks.map(({ x, y, label }) => `  ${label}: ${x} → ${Number(y.toPrecision(3))}`),
    ...display.notes.map(note => `  ${note}`),
  ].join('\n')
}

const textMatrix = (display: MatrixDisplay, width: number) =>
  [textTable(matrixTable(display), width), ...display.notes.map(note => `  ${note}`)].join('\n')
