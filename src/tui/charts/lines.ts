import { extent, type LineDisplay, linearScale } from '../../core/index.ts'
import { textLines } from '../components/facts.ts'
import { fitText, type Line, padLine, type Span, textWidth } from '../components/line.ts'
import type { Glyphs } from '../theme/glyphs.ts'
import type { Tone } from '../theme/theme.ts'
import { axisWidth, horizontalAxis, ticksOf, verticalAxis } from './axes.ts'
import { type Canvas, createCanvas } from './canvas.ts'
import { axisTitle, type Layer, overlay } from './scatter.ts'

interface Area {
  readonly width: number
  readonly height: number
  readonly glyphs: Glyphs
}

type Points = LineDisplay['series'][number]['points']

const tones = ['accent', 'second', 'good', 'warn', 'bad', 'plain'] as const satisfies readonly Tone[]
const toneOf = (series: number): Tone => tones[series % tones.length]!

/** Colours and numbers tell no more lines apart. */
const mostNamed = 12

/** The numbers that stand for several series at their right ends, so that they are told apart without colours. */
const signOf = (series: number): string => String((series + 1) % 10)

/** Any number of lines over one axis, such as spectra: exactly `height` lines at most, none wider than `width`. */
export function lineChartLines(display: LineDisplay, { width, height, glyphs }: Area): readonly Line[] {
  const points = display.series.flatMap(series => series.points)
  const xs = extent(points.map(({ x }) => x))
  const ys = extent(
    points.map(({ y }) => y),
    0.04,
  )
  if (!xs || !ys || xs[0] === xs[1]) return textLines(display.whenEmpty, width, 'faint')
  const notes = textLines(display.notes.join(` ${glyphs.separator} `), width, 'faint').slice(0, 2)
  // So many lines are a picture of all of them, not lines to be told apart.
  const crowd = display.series.length > mostNamed
  const legend = legendLines(crowd ? { ...display, series: [] } : display, width, glyphs)
  const rows = Math.max(4, height - 4 - notes.length - legend.length)
  const yTicks = ticksOf(ys, Math.max(2, Math.floor(rows / 3)))
  const left = axisWidth(yTicks) + 1
  const several = display.series.length > 1 && !crowd
  const columns = Math.max(8, width - left - (several ? 2 : 0))
  const [dotsWide, dotsHigh] = [columns * 2 - 1, rows * 4 - 1]
  const x = linearScale(xs, [0, dotsWide])
  const y = linearScale(ys, [dotsHigh, 0])
  const layerOf = (several: readonly Points[], i: number, sign: string | null): Layer => {
    const canvas = createCanvas(columns, rows, glyphs.dots)
    for (const own of several) drawLine(canvas, own, x, y)
    const drawn = canvas.rows()
    return { rows: glyphs.dots || sign === null ? drawn : drawn.map(row => row.replace(/\S/g, sign)), tone: toneOf(i) }
  }
  const layers = crowd
    ? [
        layerOf(
          display.series.map(series => series.points),
          0,
          null,
        ),
      ]
    : display.series.map((series, i) => layerOf([series.points], i, signOf(i)))
  const cell = (value: number, scale: (value: number) => number, shift: number) => Math.round(scale(value)) >> shift
  const signs = new Map(
    display.marks.map(mark => [`${cell(mark.y, y, 2)},${cell(mark.x, x, 1)}`, glyphs.minimum] as const),
  )
  const ends = several ? endSigns(display, rows, value => cell(value, y, 2)) : new Map<number, Span>()
  const all = [...layers, zeroLine(ys, y, columns, rows, glyphs)]
  const axis = verticalAxis(yTicks, rows, value => cell(value, y, 2), glyphs)
  const foot = horizontalAxis(
    ticksOf(xs, Math.max(2, Math.floor(columns / 10))),
    columns,
    value => cell(value, x, 1),
    glyphs,
  )
  const indent = ' '.repeat(left - 1)
  const lines: readonly Line[] = [
    ...legend,
    [[` ${fitText(axisTitle(display.y), width - 1, 'left', glyphs.ellipsis)}`, 'faint']],
    ...axis.map(
      (label, row): Line => [
        ...label,
        ...overlay(all, row, column => signs.get(`${row},${column}`)),
        ...(ends.has(row) ? [ends.get(row)!] : []),
      ],
    ),
    [[`${indent}${glyphs.axisCorner}${foot.line}`, 'faint']],
    [[`${indent} ${foot.labels}`, 'faint']],
    [[`${indent} ${fitText(axisTitle(display.x), columns, 'right', glyphs.ellipsis)}`, 'faint']],
    ...notes,
  ]
  return lines.slice(0, height).map(line => padLine(line, width, glyphs.ellipsis))
}

/** Straight from point to point, a dot at each step of the finer direction. */
function drawLine(canvas: Canvas, points: Points, x: (value: number) => number, y: (value: number) => number): void {
  points.forEach((point, i) => {
    const before = points[Math.max(0, i - 1)]!
    const [fromX, fromY, toX, toY] = [x(before.x), y(before.y), x(point.x), y(point.y)]
    const steps = Math.max(1, Math.ceil(Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY))))
    for (let step = 0; step <= steps; step++) {
      canvas.set(fromX + ((toX - fromX) * step) / steps, fromY + ((toY - fromY) * step) / steps)
    }
  })
}

/** Every third dot of y = 0, where it lies within the drawing. */
function zeroLine(
  [low, high]: readonly [number, number],
  y: (value: number) => number,
  columns: number,
  rows: number,
  glyphs: Glyphs,
): Layer {
  const canvas = createCanvas(columns, rows, glyphs.dots)
  if (low < 0 && high > 0) for (let at = 0; at < canvas.width; at += 3) canvas.set(at, y(0))
  const drawn = canvas.rows()
  return { rows: glyphs.dots ? drawn : drawn.map(row => row.replace(/\S/g, glyphs.rest)), tone: 'faint' }
}

/** The number of each series in the row where it ends; one that finds its row taken moves to the next free one. */
function endSigns({ series }: LineDisplay, rows: number, rowOf: (y: number) => number): ReadonlyMap<number, Span> {
  const taken = new Map<number, Span>()
  series.forEach(({ points }, i) => {
    const last = points.reduce((rightmost, point) => (point.x >= rightmost.x ? point : rightmost), points[0]!)
    const wanted = rowOf(last.y)
    const free = Array.from({ length: rows }, (_, row) => row)
      .filter(row => !taken.has(row))
      .sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))
    if (free[0] !== undefined) taken.set(free[0], [` ${signOf(i)}`, toneOf(i)])
  })
  return taken
}

/** Number and name of each series, in as many lines as they need; the named points behind them. */
function legendLines({ series, marks }: LineDisplay, width: number, glyphs: Glyphs): readonly Line[] {
  const names =
    series.length > 1 ? series.map(({ name }, i): [string, Tone] => [`${signOf(i)} ${name}`, toneOf(i)]) : []
  const named = marks.map(({ label, x }): [string, Tone] => [
    `${glyphs.minimum} ${label} (${Number(x.toPrecision(6))})`,
    'warn',
  ])
  const lines: Span[][] = []
  let room = 0
  for (const [text, tone] of [...names, ...named]) {
    const own = textWidth(text) + 2
    if (own > room || lines.length === 0) {
      lines.push([[' ']])
      room = width - 1
    }
    lines.at(-1)!.push([`${text}  `, tone])
    room -= own
  }
  return lines
}
