import { extent, type ScatterDisplay } from '../../core/index.ts'
import { escapeHtml } from './escape-html.ts'
import { freePlace } from './free-corner.ts'
import { faintInk, paper, seriesColour } from './palette.ts'
import { type LegendCorner, type Plot, svgChart } from './svg-frame.ts'
import { px, svgText } from './svg-text.ts'

/** Of more points no name can be read on the drawing, and each would cost a hundred bytes. */
const mostNamed = 1500

/** In the order of preference where several are equally free: along an identity line the upper left is. */
const corners = ['top-left', 'bottom-right', 'top-right', 'bottom-left'] as const satisfies readonly LegendCorner[]

/** One circle a point, with its name as a tooltip; of very many, dots of one path. With an identity line both axes have the same range and length. */
export function svgScatter(display: ScatterDisplay): string {
  const points = display.series.flatMap(series => series.points)
  const many = points.length > mostNamed
  const limits = display.limits ?? []
  const valuesOf = (axis: 'x' | 'y') => [
    ...points.map(point => point[axis]),
    ...limits.filter(limit => limit.axis === axis).map(({ value }) => value),
  ]
  const values = { x: valuesOf('x'), y: valuesOf('y') }
  const both = display.identity ? [...values.x, ...values.y] : null
  const domain = (axis: 'x' | 'y') => extent(both ?? values[axis], 0.05) ?? ([0, 1] as const)
  const placed = {
    domain: { x: domain('x'), y: domain('y') },
    size: display.identity ? { width: 400, height: 400 } : { width: 560, height: 300 },
  }
  return svgChart({
    ...display,
    ...placed,
    legend: freePlace({ ...placed, series: display.series, named: display.series }, corners),
    draw: plot => {
      const zero = display.limits ? '' : zeroLine(plot, domain('y'))
      const guide = display.identity ? identityLine(plot, domain('x')) : zero
      return (
        guide +
        limits.map(limit => limitLine(limit, plot)).join('') +
        display.series.map(({ points }, i) => (many ? dots : circles)(points, i, plot)).join('\n')
      )
    },
  })
}

const guideStyle = `stroke="${faintInk}" stroke-dasharray="5 4"`

const identityLine = ({ x, y }: Plot, [from, to]: readonly [number, number]) =>
  `<line x1="${px(x(from))}" y1="${px(y(from))}" x2="${px(x(to))}" y2="${px(y(to))}" ${guideStyle}><title>both are equal</title></line>\n`

const zeroLine = ({ y, left, right }: Plot, [from, to]: readonly [number, number]) =>
  from < 0 && to > 0
    ? `<line x1="${px(left)}" y1="${px(y(0))}" x2="${px(right)}" y2="${px(y(0))}" ${guideStyle}/>\n`
    : ''

function limitLine({ axis, value, label }: NonNullable<ScatterDisplay['limits']>[number], plot: Plot): string {
  const ends =
    axis === 'x'
      ? `x1="${px(plot.x(value))}" y1="${px(plot.top)}" x2="${px(plot.x(value))}" y2="${px(plot.bottom)}"`
      : `x1="${px(plot.left)}" y1="${px(plot.y(value))}" x2="${px(plot.right)}" y2="${px(plot.y(value))}"`
  const title = `${label}: ${Number(value.toPrecision(4))}`
  // At the far ends, where few points lie.
  const [at, anchor] = axis === 'x' ? ([plot.x(value) + 3, 'start'] as const) : ([plot.right - 2, 'end'] as const)
  const halo = ` paint-order="stroke" stroke="${paper}" stroke-width="3" stroke-linejoin="round"`
  const words = svgText(at, axis === 'x' ? plot.top + 10 : plot.y(value) - 4, label, {
    size: 10,
    colour: faintInk,
    anchor,
    more: halo,
  })
  return `<line class="limit" ${ends} ${guideStyle}><title>${escapeHtml(title)}</title></line>${words}\n`
}

function circles(points: ScatterDisplay['series'][number]['points'], series: number, { x, y }: Plot): string {
  const drawn = points.map(point => {
    const place = `${Number(point.x.toPrecision(4))}, ${Number(point.y.toPrecision(4))}`
    const name = escapeHtml(point.label ? `${point.label}: ${place}` : place)
    return `<circle cx="${px(x(point.x))}" cy="${px(y(point.y))}" r="3.6"><title>${name}</title></circle>`
  })
  return `<g fill="${seriesColour(series)}" fill-opacity="0.75" stroke="${paper}" stroke-width="0.6">${drawn.join('')}</g>`
}

/** Lines of no length with round ends. */
function dots(points: ScatterDisplay['series'][number]['points'], series: number, { x, y }: Plot): string {
  const places = points.map(point => `M${tenth(x(point.x))} ${tenth(y(point.y))}h0`)
  return `<path d="${places.join('')}" fill="none" stroke="${seriesColour(series)}" stroke-opacity="0.5" stroke-width="4" stroke-linecap="round"/>`
}

const tenth = (value: number) => Math.round(value * 10) / 10
