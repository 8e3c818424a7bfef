import { type Axis, extent, linearScale, printable, type ScatterDisplay } from '../../core/index.ts'
import { fitText, type Line, padLine, type Span } from '../components/line.ts'
import type { Glyphs } from '../theme/glyphs.ts'
import type { Tone } from '../theme/theme.ts'
import { axisWidth, horizontalAxis, ticksOf, verticalAxis } from './axes.ts'
import { type Canvas, createCanvas } from './canvas.ts'

/** A sign on one point, such as the rank of a bad sample. */
export interface Mark {
  readonly x: number
  readonly y: number
  readonly sign: string
}

interface Area {
  readonly width: number
  readonly height: number
  readonly glyphs: Glyphs
}

export const axisTitle = ({ label, unit }: Axis): string => printable(unit ? `${label} (${unit})` : label)

type Domain = readonly [number, number]

/** Measured and predicted share one scale, so that the line where they are equal is the diagonal. */
function domainsOf({ series, identity, limits = [] }: ScatterDisplay): { x: Domain; y: Domain } | null {
  const points = series.flatMap(({ points }) => points)
  const at = (axis: 'x' | 'y') => limits.filter(limit => limit.axis === axis).map(({ value }) => value)
  if (points.length === 0) return null
  const xs = [...points.map(({ x }) => x), ...at('x')]
  const ys = [...points.map(({ y }) => y), ...at('y')]
  const shared = extent(identity ? [...xs, ...ys] : xs, 0.04)
  const own = identity ? shared : extent([...ys, 0], 0.04)
  return shared && own && { x: shared, y: own }
}

/** The drawing with axes, ticks and titles: exactly `height` lines, none wider than `width`. */
export function scatterLines(
  display: ScatterDisplay,
  marks: readonly Mark[],
  { width, height, glyphs }: Area,
): readonly Line[] {
  const domain = domainsOf(display)
  if (!domain) return [[[` ${display.whenEmpty}`, 'faint']]]
  const rows = Math.max(2, height - 4)
  const yTicks = ticksOf(domain.y, Math.max(2, Math.floor(rows / 3)))
  const left = axisWidth(yTicks) + 1
  const columns = Math.max(4, width - left)
  const canvas = { points: createCanvas(columns, rows, glyphs.dots), line: createCanvas(columns, rows, glyphs.dots) }
  const x = linearScale(domain.x, [0, canvas.points.width - 1])
  const y = linearScale(domain.y, [canvas.points.height - 1, 0])
  const points = display.series.flatMap(series => series.points)
  for (const point of points) drawPoint(canvas.points, x(point.x), y(point.y), points.length <= few)
  // Every third dot: a line to compare with, not to look at.
  for (let at = 0; at < canvas.line.width && !display.limits; at += 3) {
    const value = domain.x[0] + (at / (canvas.line.width - 1)) * (domain.x[1] - domain.x[0])
    canvas.line.set(at, y(display.identity ? value : 0))
  }
  for (const { axis, value } of display.limits ?? []) {
    const length = axis === 'x' ? canvas.line.height : canvas.line.width
    for (let at = 0; at < length; at += 3)
      canvas.line.set(...((axis === 'x' ? [x(value), at] : [at, y(value)]) as Place))
  }
  const layers: readonly Layer[] = [
    { rows: canvas.points.rows(), tone: 'accent' },
    { rows: canvas.line.rows().map(row => (glyphs.dots ? row : row.replace(/\S/g, glyphs.identity))), tone: 'faint' },
  ]
  const signs = new Map(marks.map(mark => [`${y(mark.y) >> 2},${Math.round(x(mark.x)) >> 1}`, mark.sign]))
  const axis = verticalAxis(yTicks, rows, value => Math.round(y(value)) >> 2, glyphs)
  const xTicks = ticksOf(domain.x, Math.max(2, Math.floor(columns / 10)))
  const foot = horizontalAxis(xTicks, columns, value => Math.round(x(value)) >> 1, glyphs)
  const indent = ' '.repeat(left - 1)
  const xTitle = fitText(axisTitle(display.x), columns, 'right', glyphs.ellipsis)
  const lines: readonly Line[] = [
    [[` ${fitText(axisTitle(display.y), width - 1, 'left', glyphs.ellipsis)}`, 'faint']],
    ...axis.map((label, row): Line => [...label, ...overlay(layers, row, column => signs.get(`${row},${column}`))]),
    [[`${indent}${glyphs.axisCorner}${foot.line}`, 'faint']],
    [[`${indent} ${foot.labels}`, 'faint']],
    [[`${indent} ${xTitle}`, 'faint']],
  ]
  return lines.map(line => padLine(line, width))
}

/** So few points have room to be seen well. */
const few = 300

function drawPoint(canvas: Canvas, x: number, y: number, large: boolean) {
  canvas.set(x, y)
  if (!large) return
  canvas.set(x + 1, y)
  canvas.set(x, y + 1)
  canvas.set(x + 1, y + 1)
}

type Place = readonly [x: number, y: number]

/** Rows of a canvas, drawn in one tone. */
export interface Layer {
  readonly rows: readonly string[]
  readonly tone: Tone
}

/** One row of cells: a sign if there is one, else the first layer that has something there. */
export function overlay(layers: readonly Layer[], row: number, signOf: (column: number) => string | undefined): Line {
  const spans: [string, Tone][] = []
  const texts = layers.map(({ rows }) => rows[row]!)
  for (let column = 0; column < texts[0]!.length; column++) {
    const sign = signOf(column)
    const layer = texts.findIndex(text => text[column] !== ' ')
    const tone: Tone = sign ? 'warn' : (layers[layer]?.tone ?? 'plain')
    const character = sign ?? texts[layer]?.[column] ?? ' '
    const last = spans.at(-1)
    if (last && last[1] === tone) last[0] += character
    else spans.push([character, tone])
  }
  return spans as readonly Span[]
}
