import asciichart from 'asciichart'
import { extent, type LineDisplay, linearScale } from '../../core/index.ts'
import { textLines } from '../components/facts.ts'
import { type Line, padLine, type Span } from '../components/line.ts'
import type { Glyphs } from '../theme/glyphs.ts'
import type { Tone } from '../theme/theme.ts'
import { axisWidth, horizontalAxis, ticksOf, verticalAxis } from './axes.ts'

interface Area {
  readonly width: number
  readonly height: number
  readonly glyphs: Glyphs
}

type Points = LineDisplay['series'][number]['points']

/** asciichart draws one column a value: the curve is read off at each column, straight between its points. */
function resample(points: Points, from: number, to: number, columns: number): number[] {
  return Array.from({ length: columns }, (_, column) => {
    const x = from + ((to - from) * column) / Math.max(1, columns - 1)
    const right = points.findIndex(point => point.x >= x)
    const [a, b] = [points[Math.max(0, right - 1)]!, points[right < 0 ? points.length - 1 : right]!]
    return a.x === b.x ? b.y : a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x)
  })
}

const tonesOf = ['accent', 'second'] as const satisfies readonly Tone[]

/** Rows of one series; asciichart scales every call by the same bounds, so that the rows of two lie upon each other. */
function draw(
  values: readonly number[],
  [min, max]: readonly [number, number],
  rows: number,
  symbols: readonly string[],
) {
  const flat = max === min
  // asciichart rounds both bounds to whole rows; in rows as unit nothing is left to round.
  const scaled = values.map(value => (flat ? 0 : ((value - min) / (max - min)) * rows))
  const text = asciichart.plot(scaled, {
    height: rows,
    min: 0,
    max: rows,
    offset: 1,
    format: () => '',
    symbols: [...symbols],
  })
  return text.split('\n').map(line => line.slice(1))
}

/** Two curves over one axis: error (or score) of calibration and of cross-validation, with the named points under the axis. */
export function componentCurveLines(display: LineDisplay, { width, height, glyphs }: Area): readonly Line[] {
  const points = display.series.flatMap(series => series.points)
  const xs = extent(points.map(({ x }) => x))
  const ys = extent(points.map(({ y }) => y))
  if (!xs || !ys || xs[0] === xs[1]) return textLines(display.whenEmpty, width, 'faint')
  const notes = display.notes.flatMap(note => textLines(note, width))
  const rows = Math.max(3, height - 4 - notes.length)
  const yTicks = ticksOf(ys, Math.max(2, Math.floor(rows / 3)))
  const axis = axisWidth(yTicks)
  const columns = Math.max(8, width - axis - 1)
  const rowOf = linearScale(ys, [rows, 0])
  const labels = verticalAxis(yTicks, rows + 1, value => Math.round(rowOf(value)), glyphs)
  const layers = display.series.map(({ points: own }, i) => ({
    rows: draw(resample(own, xs[0], xs[1], columns), ys, rows, i === 0 ? glyphs.curve : glyphs.dashed),
    tone: tonesOf[i % tonesOf.length]!,
  }))
  const columnOf = linearScale(xs, [0, columns - 1])
  const xTicks = ticksOf(xs, Math.min(xs[1] - xs[0], Math.floor(columns / 6)))
  const foot = horizontalAxis(xTicks, columns, x => Math.round(columnOf(x)), glyphs)
  const indent = ' '.repeat(axis)
  const lines: readonly Line[] = [
    legend(display, glyphs),
    ...labels.map((label, row): Line => [...label, ...overlay(layers, row)]),
    [[`${indent}${glyphs.axisCorner}`, 'faint'], ...marked(foot.line, display, x => Math.round(columnOf(x)), glyphs)],
    [[`${indent} ${foot.labels}`, 'faint']],
    ...notes,
  ]
  return lines.slice(0, height).map(line => padLine(line, width, glyphs.ellipsis))
}

const signs: Readonly<Record<string, keyof Glyphs>> = {
  minimum: 'minimum',
  maximum: 'minimum',
  'one standard error': 'simplest',
}

const shortLabels: Readonly<Record<string, string>> = { 'one standard error': '1 SE' }

const markSign = (label: string, glyphs: Glyphs) => glyphs[signs[label] ?? 'live'] as string

function legend({ series, marks }: LineDisplay, glyphs: Glyphs): Line {
  const names = series.flatMap(({ name }, i): Span[] => [
    [` ${(i === 0 ? glyphs.curve : glyphs.dashed)[4]!.repeat(2)} `, tonesOf[i % tonesOf.length]],
    [name],
  ])
  const named = marks.map(({ label }) => `${markSign(label, glyphs)} ${shortLabels[label] ?? label}`)
  return [...names, [`  ${named.join('  ')}`, 'faint']]
}

/** The line of the axis with the named points on it. */
function marked(
  line: string,
  { marks }: LineDisplay,
  columnOf: (x: number) => number,
  glyphs: Glyphs,
): readonly Span[] {
  const placed = new Map(marks.map(({ x, label }) => [columnOf(x), markSign(label, glyphs)]))
  return [...line].map((character, column): Span => {
    const sign = placed.get(column)
    return sign ? [sign, 'warn'] : [character, 'faint']
  })
}

function overlay(layers: readonly { readonly rows: readonly string[]; readonly tone: Tone }[], row: number): Line {
  const length = layers[0]?.rows[row]?.length ?? 0
  return Array.from({ length }, (_, column): Span => {
    const layer = layers.find(({ rows }) => (rows[row]?.[column] ?? ' ') !== ' ')
    return layer ? [layer.rows[row]![column]!, layer.tone] : [' ']
  })
}
