import { extent, type LineDisplay, linearScale } from '../../core/index.ts'
import { escapeHtml } from './escape-html.ts'
import { freeCorner } from './free-corner.ts'
import { faintInk, ink, paper, scaleColour, seriesColour } from './palette.ts'
import { type LegendCorner, type Plot, svgChart } from './svg-frame.ts'
import { px, svgText } from './svg-text.ts'

const size = { width: 560, height: 300 } as const

/** One line a series, a dot a point, and a ring with a word around each mark. */
export function svgLine(display: LineDisplay): string {
  const points = [...display.series.flatMap(series => series.points), ...display.marks]
  const domainOf = (values: readonly number[], margin: number) => extent(values, margin) ?? ([0, 1] as const)
  const domain = {
    x: domainOf(
      points.map(({ x }) => x),
      0.03,
    ),
    y: domainOf(
      points.map(({ y }) => y),
      0.06,
    ),
  }
  const named = display.groups?.map(name => ({ name })) ?? display.series
  const paint = painter(display)
  return svgChart({
    ...display,
    series: named,
    domain,
    size,
    legend: freeCorner({ series: display.series, named, domain, size }, corners),
    draw: plot =>
      [...display.series.map((series, i) => line(series, paint(series, i), plot)), marks(display, plot)].join('\n'),
  })
}

type Series = LineDisplay['series'][number]

/** Each series its own colour; that of its value on a scale; that of its group. */
function painter({ scale, groups }: LineDisplay): (series: Series, i: number) => { colour: string; width: number } {
  if (groups) return ({ group }) => ({ colour: seriesColour(group ?? 0), width: 1 })
  if (!scale) return (_, i) => ({ colour: seriesColour(i), width: 1.8 })
  const share = linearScale([scale.min, scale.max], [0, 1])
  return ({ value }) => ({ colour: typeof value === 'number' ? scaleColour(share(value)) : faintInk, width: 1 })
}

/** In the order of preference where several are equally free. */
const corners = ['top-right', 'bottom-right', 'top-left', 'bottom-left'] as const satisfies readonly LegendCorner[]

/** Errors fall from the left and leave the upper right free; scores rise. */
function rises({ series }: LineDisplay): boolean {
  const points = series[0]?.points ?? []
  return points.length > 1 && points.at(-1)!.y > points[0]!.y
}

/** More points than this on a line are a spectrum: dots would hide it. An outline of steps has none either. */
const mostDots = 40

function line(
  { points, name }: Series,
  { colour, width }: ReturnType<ReturnType<typeof painter>>,
  { x, y }: Plot,
): string {
  const round = points.length > mostDots ? tenth : px
  const path = points.map((point, i) => `${i === 0 ? 'M' : 'L'}${round(x(point.x))} ${round(y(point.y))}`).join('')
  const steps = points.some((point, i) => point.x === points[i + 1]?.x)
  const dotted = steps || points.length > mostDots ? [] : points
  const dots = dotted.map(point => `<circle cx="${px(x(point.x))}" cy="${px(y(point.y))}" r="2.6"/>`).join('')
  const title = width === 1 ? `<title>${escapeHtml(name)}</title></path>` : '</path>'
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}">${title}${dots && `<g fill="${colour}">${dots}</g>`}`
}

const tenth = (value: number) => String(Math.round(value * 10) / 10)

/**
 * Words stand above their ring and to its right, because errors fall from the left, and below it where scores rise; each mark
 * a line farther than the one before, so that neighbours stay readable.
 */
function marks(display: LineDisplay, { x, y, left, right, top, bottom }: Plot): string {
  const below = rises(display)
  const halo = ` paint-order="stroke" stroke="${paper}" stroke-width="4" stroke-linejoin="round"`
  return display.marks
    .map((mark, i) => {
      const [cx, cy] = [x(mark.x), y(mark.y)]
      const words = `${mark.label} (${Number(mark.x.toPrecision(6))})`
      const half = words.length * 3.7
      const wordsY = below ? Math.min(bottom - 6, cy + 34 + i * 20) : Math.max(top + 12, cy - 26 - i * 20)
      // Where the mark is at the edge, words stand beside its ring.
      const clear = Math.abs(wordsY - cy) < 16 ? 20 : 0
      const wordsX = Math.min(Math.max(cx + half - 6 + clear, left + half), right - half)
      return [
        `<line x1="${px(cx)}" y1="${px(below ? cy + 7 : cy - 7)}" x2="${px(cx)}" y2="${px(below ? wordsY - 12 : wordsY + 4)}" stroke="${ink}"/>`,
        `<circle class="mark" cx="${px(cx)}" cy="${px(cy)}" r="6.5" fill="none" stroke="${ink}" stroke-width="1.6"/>`,
        svgText(wordsX, wordsY, words, { anchor: 'middle', more: halo }),
      ].join('')
    })
    .join('\n')
}
