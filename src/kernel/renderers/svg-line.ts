import { extent, type LineDisplay } from '../../core/index.ts'
import { ink, paper, seriesColour } from './palette.ts'
import { type Plot, px, svgChart, svgText } from './svg-frame.ts'

/** One line a series, a dot a point, and a ring with a word around each mark. */
export function svgLine(display: LineDisplay): string {
  const points = [...display.series.flatMap(series => series.points), ...display.marks]
  return svgChart({
    ...display,
    domain: {
      x: extent(
        points.map(({ x }) => x),
        0.03,
      ) ?? [0, 1],
      y: extent(
        points.map(({ y }) => y),
        0.06,
      ) ?? [0, 1],
    },
    size: { width: 560, height: 300 },
    legend: 'top-right',
    draw: plot => [...display.series.map((series, i) => line(series, i, plot)), marks(display, plot)].join('\n'),
  })
}

/** More points than this on a line are a spectrum: dots would hide it. */
const mostDots = 40

function line({ points }: LineDisplay['series'][number], series: number, { x, y }: Plot): string {
  const colour = seriesColour(series)
  const path = points.map((point, i) => `${i === 0 ? 'M' : 'L'}${px(x(point.x))} ${px(y(point.y))}`).join('')
  const dotted = points.length > mostDots ? [] : points
  const dots = dotted.map(point => `<circle cx="${px(x(point.x))}" cy="${px(y(point.y))}" r="2.6"/>`).join('')
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="1.8"/><g fill="${colour}">${dots}</g>`
}

/**
 * Words stand above their ring and to its right, because errors fall from the left; each mark a line higher than the one
 * before, so that neighbours stay readable.
 */
function marks({ marks: all }: LineDisplay, { x, y, left, right, top }: Plot): string {
  const halo = ` paint-order="stroke" stroke="${paper}" stroke-width="4" stroke-linejoin="round"`
  return all
    .map((mark, i) => {
      const [cx, cy] = [x(mark.x), y(mark.y)]
      const words = `${mark.label} (${mark.x})`
      const half = words.length * 3.7
      const wordsX = Math.min(Math.max(cx + half - 6, left + half), right - half)
      const wordsY = Math.max(top + 12, cy - 26 - i * 20)
      return [
        `<line x1="${px(cx)}" y1="${px(cy - 7)}" x2="${px(cx)}" y2="${px(wordsY + 4)}" stroke="${ink}"/>`,
        `<circle class="mark" cx="${px(cx)}" cy="${px(cy)}" r="6.5" fill="none" stroke="${ink}" stroke-width="1.6"/>`,
        svgText(wordsX, wordsY, words, { anchor: 'middle', more: halo }),
      ].join('')
    })
    .join('\n')
}
