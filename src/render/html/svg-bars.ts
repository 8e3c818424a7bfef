import type { BarsDisplay } from '../../core/index.ts'
import { escapeHtml } from './escape-html.ts'
import { ink, paper, seriesColour } from './palette.ts'
import { type Plot, svgChart } from './svg-frame.ts'
import { px, svgText } from './svg-text.ts'

const size = { width: 560, height: 240 } as const

/** A histogram: bars of all series stand on each other, with the count of each as a tooltip. */
export function svgBars(display: BarsDisplay): string {
  const { edges, series, marks } = display
  const totals = edges.slice(1).map((_, i) => series.reduce((sum, { heights }) => sum + heights[i]!, 0))
  const highest = totals.reduce((most, total) => Math.max(most, total), 1)
  const room = (edges.at(-1)! - edges[0]!) * 0.02
  const xs = [...edges, ...marks.map(({ x }) => x)]
  return svgChart({
    ...display,
    domain: { x: [Math.min(...xs) - room, Math.max(...xs) + room], y: [0, highest * (marks.length > 0 ? 1.16 : 1.05)] },
    size,
    legend: 'top-right',
    draw: plot =>
      [...series.map((_, k) => bars(display, k, plot)), ...marks.map(mark => markLine(mark, plot))].join('\n'),
  })
}

function bars({ edges, series }: BarsDisplay, k: number, { x, y }: Plot): string {
  const { name, heights } = series[k]!
  const drawn = heights.flatMap((count, i) => {
    if (count === 0) return []
    const below = series.slice(0, k).reduce((sum, one) => sum + one.heights[i]!, 0)
    const [left, right] = [x(edges[i]!), x(edges[i + 1]!)]
    const [top, bottom] = [y(below + count), y(below)]
    const words = escapeHtml(`${name}: ${count} from ${edges[i]} to ${edges[i + 1]}`)
    return [
      `<rect x="${px(left + 0.5)}" y="${px(top)}" width="${px(Math.max(0.5, right - left - 1))}" height="${px(bottom - top)}"><title>${words}</title></rect>`,
    ]
  })
  return `<g fill="${seriesColour(k)}" fill-opacity="0.85">${drawn.join('')}</g>`
}

function markLine({ x: value, label }: BarsDisplay['marks'][number], { x, top, bottom, left, right }: Plot): string {
  const at = x(value)
  const nearEnd = at > right - label.length * 7
  const nearStart = at < left + 20
  const halo = ` paint-order="stroke" stroke="${paper}" stroke-width="4" stroke-linejoin="round"`
  return `<line class="mark" x1="${px(at)}" y1="${px(top)}" x2="${px(at)}" y2="${px(bottom)}" stroke="${ink}" stroke-dasharray="5 4"/>${svgText(at + (nearEnd ? -6 : 6), top + 13, label, { anchor: nearEnd && !nearStart ? 'end' : 'start', more: halo })}`
}
