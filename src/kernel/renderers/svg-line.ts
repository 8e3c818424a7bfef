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
    legend: rises(display) ? 'bottom-right' : 'top-right',
    draw: plot => [...display.series.map((series, i) => line(series, i, plot)), marks(display, plot)].join('\n'),
  })
}

/** Errors fall from the left and leave the upper right free; scores rise. */
function rises({ series }: LineDisplay): boolean {
  const points = series[0]?.points ?? []
  return points.length > 1 && points.at(-1)!.y > points[0]!.y
}

function line({ points }: LineDisplay['series'][number], series: number, { x, y }: Plot): string {
  const colour = seriesColour(series)
  const path = points.map((point, i) => `${i === 0 ? 'M' : 'L'}${px(x(point.x))} ${px(y(point.y))}`).join('')
  const dots = points.map(point => `<circle cx="${px(x(point.x))}" cy="${px(y(point.y))}" r="2.6"/>`).join('')
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="1.8"/><g fill="${colour}">${dots}</g>`
}

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
      const words = `${mark.label} (${mark.x})`
      const half = words.length * 3.7
      const wordsX = Math.min(Math.max(cx + half - 6, left + half), right - half)
      const wordsY = below ? Math.min(bottom - 6, cy + 34 + i * 20) : Math.max(top + 12, cy - 26 - i * 20)
      return [
        `<line x1="${px(cx)}" y1="${px(below ? cy + 7 : cy - 7)}" x2="${px(cx)}" y2="${px(below ? wordsY - 12 : wordsY + 4)}" stroke="${ink}"/>`,
        `<circle class="mark" cx="${px(cx)}" cy="${px(cy)}" r="6.5" fill="none" stroke="${ink}" stroke-width="1.6"/>`,
        svgText(wordsX, wordsY, words, { anchor: 'middle', more: halo }),
      ].join('')
    })
    .join('\n')
}
