import { type Axis, type ColourScale, linearScale, niceTicks, tickLabels } from '../../core/index.ts'
import { escapeHtml } from './escape-html.ts'
import { faintInk, fonts, ink, paper, rule } from './palette.ts'
import { type LegendPlace, legendSize, lineHeight, scaleWidth, svgLegend, svgScale } from './svg-legend.ts'
import { px, shortened, svgText } from './svg-text.ts'
import { wrap } from './wrap.ts'

export type { LegendCorner } from './svg-legend.ts'

/** Where the data go, and how a value becomes a position in pixels. */
export interface Plot {
  readonly x: (value: number) => number
  readonly y: (value: number) => number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export interface Chart {
  readonly title: string
  readonly x: Axis
  readonly y: Axis
  readonly domain: { readonly x: readonly [number, number]; readonly y: readonly [number, number] }
  /** Of the data's part, in pixels. */
  readonly size: { readonly width: number; readonly height: number }
  /** Named where there are several. */
  readonly series: readonly { readonly name: string }[]
  readonly legend: LegendPlace
  readonly notes: readonly string[]
  readonly draw: (plot: Plot) => string
  /** Names of places along x, at 0, 1, … where x is no number. */
  readonly names?: readonly string[]
  /** What colours stand for, in place of names of series. */
  readonly scale?: ColourScale
}

const margin = 18
/** Pixels a character takes in the widest of the usual fonts. */
const characterWidth = { title: 8.9, text: 7.2, name: 6.6 } as const
/** Longer names of places are cut. */
const longestName = 32

const words = ({ label, unit }: Axis) => (unit ? `${label} (${unit})` : label)

/** Paper, title, axes with ticks and units, the data, a legend where there are several series, and the notes below. */
export function svgChart(chart: Chart): string {
  const { size } = chart
  const yTicks = niceTicks(chart.domain.y[0], chart.domain.y[1], 5)
  const yLabels = tickLabels(yTicks)
  const names = namesBelow(chart)
  const left = Math.max(
    34 + 7 * yLabels.reduce((widest, label) => Math.max(widest, label.length), 1),
    names.slanted ? names.height * 0.8 - 10 : 0,
  )
  const legendWidth = chart.legend === 'beside' && chart.series.length > 1 ? legendSize(chart.series).width - 8 : 0
  const width = left + size.width + margin + (chart.scale ? scaleWidth : legendWidth)
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
  const below = plot.bottom + names.height
  const total = below + 28 + noteLines.length * lineHeight + (noteLines.length > 0 ? 8 : 0)
  const summary = [chart.title, ...chart.notes].join('. ')
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${escapeHtml(summary)}" width="${px(width)}" height="${px(total)}" viewBox="0 0 ${px(width)} ${px(total)}" style="max-width:100%;height:auto" font-family="${fonts}">`,
    `<title>${escapeHtml(chart.title)}</title>`,
    ...(chart.notes.length > 0 ? [`<desc>${escapeHtml(chart.notes.join('. '))}</desc>`] : []),
    `<rect width="${px(width)}" height="${px(total)}" fill="${paper}"/>`,
    ...titleLines.map((line, i) => svgText(12, 22 + i * 19, line, { size: 14, more: ' font-weight="600"' })),
    axes(chart, plot, yTicks, yLabels, names),
    chart.draw(plot),
    chart.scale
      ? svgScale(chart.scale, plot)
      : chart.series.length > 1
        ? svgLegend(chart.series, chart.legend, plot)
        : '',
    ...noteLines.map((line, i) => svgText(12, below + 42 + i * lineHeight, line, { colour: faintInk })),
    '</svg>',
  ].join('\n')
}

interface Names {
  readonly texts: readonly string[]
  readonly slanted: boolean
  /** Pixels from the axis to the axis' title. */
  readonly height: number
}

/** Names stand below their place where they fit, else slanted. */
function namesBelow({ names = [], size }: Chart): Names {
  const texts = names.map(name => shortened(name, longestName))
  const longest = texts.reduce((most, text) => Math.max(most, [...text].length), 0) * characterWidth.name
  const slanted = longest > size.width / Math.max(1, texts.length) - 4
  return { texts, slanted, height: slanted ? 24 + longest * Math.sin(Math.PI / 6) : 20 }
}

/** Facts stay whole and apart, sentences follow each other. */
const noteText = (notes: readonly string[]): string =>
  notes
    .map((note, i) =>
      note.endsWith('.') || note.length > 60
        ? note
        : note.replaceAll(' ', '\u00a0') + (i < notes.length - 1 ? '\u00a0·' : ''),
    )
    .join(' ')

function axes(
  chart: Chart,
  plot: Plot,
  yTicks: readonly number[],
  yLabels: readonly string[],
  { texts, slanted, height }: Names,
): string {
  const { left, right, top, bottom } = plot
  const xTicks = chart.names ? texts.map((_, i) => i) : niceTicks(chart.domain.x[0], chart.domain.x[1], 6)
  const line = (x1: number, y1: number, x2: number, y2: number, colour: string) =>
    `<line x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}" stroke="${colour}"/>`
  const middle = (top + bottom) / 2
  const name = (text: string, x: number) =>
    slanted
      ? svgText(x + 4, bottom + 16, text, {
          anchor: 'end',
          more: ` transform="rotate(-30 ${px(x + 4)} ${px(bottom + 16)})"`,
        })
      : svgText(x, bottom + 18, text, { anchor: 'middle' })
  return [
    ...yTicks.map(tick => line(left, plot.y(tick), right, plot.y(tick), rule)),
    ...xTicks.map(tick => line(plot.x(tick), bottom, plot.x(tick), bottom + 5, ink)),
    line(left, bottom, right, bottom, ink),
    line(left, top, left, bottom, ink),
    ...(chart.names ? texts : tickLabels(xTicks)).map((label, i) => name(label, plot.x(xTicks[i]!))),
    ...yLabels.map((label, i) => svgText(left - 7, plot.y(yTicks[i]!) + 4, label, { anchor: 'end' })),
    svgText((left + right) / 2, bottom + height + 18, words(chart.x), { anchor: 'middle', size: 13 }),
    svgText(16, middle, shortened(words(chart.y), Math.floor((bottom - top + 40) / 7.4)), {
      anchor: 'middle',
      size: 13,
      more: ` transform="rotate(-90 16 ${px(middle)})"`,
    }),
  ].join('\n')
}
