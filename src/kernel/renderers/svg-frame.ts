import { type Axis, linearScale, niceTicks, tickLabels } from '../../core/index.ts'
import { escapeHtml } from './escape-html.ts'
import { faintInk, fonts, ink, paper, rule, seriesColour } from './palette.ts'
import { wrap } from './wrap.ts'

/** Where the data go, and how a value becomes a position in pixels. */
export interface Plot {
  readonly x: (value: number) => number
  readonly y: (value: number) => number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export type LegendCorner = 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right'

export interface Chart {
  readonly title: string
  readonly x: Axis
  readonly y: Axis
  readonly domain: { readonly x: readonly [number, number]; readonly y: readonly [number, number] }
  /** Of the data's part, in pixels. */
  readonly size: { readonly width: number; readonly height: number }
  /** Named where there are several. */
  readonly series: readonly { readonly name: string }[]
  readonly legend: LegendCorner
  readonly notes: readonly string[]
  readonly draw: (plot: Plot) => string
}

const lineHeight = 17
const margin = 18
/** Pixels a character takes in the widest of the usual fonts. */
const characterWidth = { title: 8.9, text: 7.2 } as const
/** Pixels, rounded: SVG is text, and digits cost. */
export const px = (value: number): string => String(Math.round(value * 100) / 100)

const words = ({ label, unit }: Axis) => (unit ? `${label} (${unit})` : label)

interface TextOptions {
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly size?: number
  readonly colour?: string
  readonly more?: string
}

export function svgText(x: number, y: number, text: string, options: TextOptions = {}): string {
  const { anchor = 'start', size = 12, colour = ink, more = '' } = options
  return `<text x="${px(x)}" y="${px(y)}" font-size="${size}" fill="${colour}" text-anchor="${anchor}"${more}>${escapeHtml(text)}</text>`
}

/** Paper, title, axes with ticks and units, the data, a legend where there are several series, and the notes below. */
export function svgChart(chart: Chart): string {
  const { size } = chart
  const yTicks = niceTicks(chart.domain.y[0], chart.domain.y[1], 5)
  const yLabels = tickLabels(yTicks)
  const left = 34 + 7 * yLabels.reduce((widest, label) => Math.max(widest, label.length), 1)
  const width = left + size.width + margin
  const titleLines = wrap(chart.title, Math.floor((width - 24) / characterWidth.title))
  const noteLines = wrap(noteText(chart.notes), Math.floor((width - 24) / characterWidth.text))
  const top = 14 + titleLines.length * 19
  const plot: Plot = {
    left,
    right: left + size.width,
    top,
    bottom: top + size.height,
    x: linearScale(chart.domain.x, [left, left + size.width]),
    y: linearScale(chart.domain.y, [top + size.height, top]),
  }
  const total = plot.bottom + 48 + noteLines.length * lineHeight + (noteLines.length > 0 ? 8 : 0)
  const summary = [chart.title, ...chart.notes].join('. ')
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${escapeHtml(summary)}" width="${width}" height="${px(total)}" viewBox="0 0 ${width} ${px(total)}" style="max-width:100%;height:auto" font-family="${fonts}">`,
    `<title>${escapeHtml(chart.title)}</title>`,
    `<rect width="${width}" height="${px(total)}" fill="${paper}"/>`,
    ...titleLines.map((line, i) => svgText(12, 22 + i * 19, line, { size: 14, more: ' font-weight="600"' })),
    axes(chart, plot, yTicks, yLabels),
    chart.draw(plot),
    chart.series.length > 1 ? legend(chart, plot) : '',
    ...noteLines.map((line, i) => svgText(12, plot.bottom + 62 + i * lineHeight, line, { colour: faintInk })),
    '</svg>',
  ].join('\n')
}

/** Facts stay whole and apart, sentences follow each other. */
const noteText = (notes: readonly string[]): string =>
  notes
    .map((note, i) =>
      note.endsWith('.') ? note : note.replaceAll(' ', '\u00a0') + (i < notes.length - 1 ? '\u00a0·' : ''),
    )
    .join(' ')

function axes(chart: Chart, plot: Plot, yTicks: readonly number[], yLabels: readonly string[]): string {
  const { left, right, top, bottom } = plot
  const xTicks = niceTicks(chart.domain.x[0], chart.domain.x[1], 6)
  const line = (x1: number, y1: number, x2: number, y2: number, colour: string) =>
    `<line x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}" stroke="${colour}"/>`
  const middle = (top + bottom) / 2
  return [
    ...yTicks.map(tick => line(left, plot.y(tick), right, plot.y(tick), rule)),
    ...xTicks.map(tick => line(plot.x(tick), bottom, plot.x(tick), bottom + 5, ink)),
    line(left, bottom, right, bottom, ink),
    line(left, top, left, bottom, ink),
    ...tickLabels(xTicks).map((label, i) => svgText(plot.x(xTicks[i]!), bottom + 18, label, { anchor: 'middle' })),
    ...yLabels.map((label, i) => svgText(left - 7, plot.y(yTicks[i]!) + 4, label, { anchor: 'end' })),
    svgText((left + right) / 2, bottom + 38, words(chart.x), { anchor: 'middle', size: 13 }),
    svgText(16, middle, words(chart.y), {
      anchor: 'middle',
      size: 13,
      more: ` transform="rotate(-90 16 ${px(middle)})"`,
    }),
  ].join('\n')
}

/** Pixels that names of series take. */
export const legendSize = (series: Chart['series']) => ({
  width: 28 + 7 * series.reduce((widest, { name }) => Math.max(widest, name.length), 0),
  height: series.length * lineHeight + 8,
})

function legend({ series, legend: corner }: Chart, { left, right, ...plot }: Plot): string {
  const { width, height } = legendSize(series)
  const top = corner.startsWith('bottom') ? plot.bottom - height - 8 : plot.top
  const x = corner.endsWith('left') ? left + 10 : right - width - 6
  const rows = series.map(
    ({ name }, i) =>
      `<rect x="${px(x + 6)}" y="${px(top + 11 + i * lineHeight)}" width="10" height="10" rx="2" fill="${seriesColour(i)}"/>${svgText(x + 22, top + 20 + i * lineHeight, name)}`,
  )
  const paperBehind = `<rect x="${px(x)}" y="${px(top + 4)}" width="${px(width)}" height="${px(height)}" fill="${paper}" fill-opacity="0.85"/>`
  return paperBehind + rows.join('')
}
