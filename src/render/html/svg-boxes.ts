import { type Box, type BoxesDisplay, extent, formatScore } from '../../core/index.ts'
import { escapeHtml } from './escape-html.ts'
import { faintInk, ink, paper, seriesColour, tint } from './palette.ts'
import { type Plot, svgChart } from './svg-frame.ts'
import { px, svgText } from './svg-text.ts'

/** A box a name: quartiles, the median as a thick line, whiskers, outliers as rings; n above. */
export function svgBoxes(display: BoxesDisplay): string {
  const { boxes, better } = display
  const y =
    extent(
      boxes.flatMap(box => [...reach(box), box.q1, box.q3]),
      0.08,
    ) ?? ([0, 1] as const)
  const arrow = better ? `, ${better === 'low' ? '↓ lower' : '↑ higher'} is better` : ''
  return svgChart({
    ...display,
    y: { ...display.y, label: `${display.y.label}${arrow}` },
    domain: { x: [-0.6, boxes.length - 0.4], y },
    size: { width: Math.min(760, Math.max(360, boxes.length * 62)), height: 280 },
    series: [],
    legend: 'top-right',
    names: boxes.map(({ name }) => name),
    draw: plot => boxes.map((box, i) => drawn(box, i, plot)).join('\n'),
  })
}

/** Outliers too far away would press all boxes flat: those stand at the edge, as arrows. */
function reach({ low, high, q1, q3, outliers }: Box): readonly number[] {
  const far = 4 * Math.max(q3 - q1, (high - low) / 2)
  return [low, high, ...outliers.map(({ y }) => Math.min(high + far, Math.max(low - far, y)))]
}

function drawn(box: Box, i: number, plot: Plot): string {
  const { x, y, bottom } = plot
  const center = x(i)
  const half = Math.min(20, (x(1) - x(0)) * 0.32)
  const line = (x1: number, y1: number, x2: number, y2: number, width: number) =>
    `<line x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}" stroke="${ink}" stroke-width="${width}"/>`
  const words = `${box.name}: median ${formatScore(box.median)}, quartiles ${formatScore(box.q1)} and ${formatScore(box.q3)}, whiskers ${formatScore(box.low)} and ${formatScore(box.high)}, n ${box.n}`
  return [
    line(center, y(box.low), center, y(box.q1), 1),
    line(center, y(box.q3), center, y(box.high), 1),
    line(center - half / 2, y(box.low), center + half / 2, y(box.low), 1),
    line(center - half / 2, y(box.high), center + half / 2, y(box.high), 1),
    `<rect class="box" x="${px(center - half)}" y="${px(y(box.q3))}" width="${px(2 * half)}" height="${px(Math.max(1, y(box.q1) - y(box.q3)))}" fill="${paper}" stroke="none"/>`,
    `<rect x="${px(center - half)}" y="${px(y(box.q3))}" width="${px(2 * half)}" height="${px(Math.max(1, y(box.q1) - y(box.q3)))}" fill="${tint(0, 0.35)}" stroke="${seriesColour(0)}"><title>${escapeHtml(words)}</title></rect>`,
    line(center - half, y(box.median), center + half, y(box.median), 2.4),
    ...box.outliers.map(outlier => outside(outlier, center, plot)),
    svgText(center, bottom - 5, `n ${box.n}`, {
      anchor: 'middle',
      size: 10,
      colour: faintInk,
      more: ` paint-order="stroke" stroke="${paper}" stroke-width="3"`,
    }),
  ].join('')
}

function outside({ y: value, label }: Box['outliers'][number], center: number, { y, top, bottom }: Plot): string {
  const at = y(value)
  const title = `<title>${escapeHtml(`${label}: ${formatScore(value)}`)}</title>`
  if (at < top || at > bottom) {
    const [edge, point] = at < top ? [top + 8, -6] : [bottom - 8, 6]
    return `<path d="M${px(center - 4)} ${px(edge)}h8l-4 ${point}z" fill="${seriesColour(1)}">${title}</path>`
  }
  return `<circle cx="${px(center)}" cy="${px(at)}" r="3" fill="none" stroke="${seriesColour(1)}" stroke-width="1.4">${title}</circle>`
}
