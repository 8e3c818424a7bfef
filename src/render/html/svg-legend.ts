import { type ColourScale, formatScore } from '../../core/index.ts'
import { paper, scaleColours, seriesColour } from './palette.ts'
import { px, shortened, svgText } from './svg-text.ts'

export const lineHeight = 17
/** Longer names of series are cut. */
const longestName = 40

export type LegendCorner = 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right'
/** Right of the data, where no corner is free. */
export type LegendPlace = LegendCorner | 'beside'

interface Place {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Pixels that names of series take. */
export const legendSize = (series: readonly { readonly name: string }[]) => ({
  width: 28 + 7 * series.reduce((widest, { name }) => Math.max(widest, Math.min(longestName, [...name].length)), 0),
  height: series.length * lineHeight + 8,
})

/** Names of series in a corner of the data's part, on a little paper. */
export function svgLegend(series: readonly { readonly name: string }[], corner: LegendPlace, place: Place): string {
  const { width, height } = legendSize(series)
  const top = corner.startsWith('bottom') ? place.bottom - height - 8 : place.top
  const x = corner === 'beside' ? place.right + 4 : corner.endsWith('left') ? place.left + 10 : place.right - width - 6
  const rows = series.map(
    ({ name }, i) =>
      `<rect x="${px(x + 6)}" y="${px(top + 11 + i * lineHeight)}" width="10" height="10" rx="2" fill="${seriesColour(i)}"/>${svgText(x + 22, top + 20 + i * lineHeight, shortened(name, longestName))}`,
  )
  const paperBehind = `<rect x="${px(x)}" y="${px(top + 4)}" width="${px(width)}" height="${px(height)}" fill="${paper}" fill-opacity="0.85"/>`
  return paperBehind + rows.join('')
}

/** Pixels beside the data that a scale of colours takes. */
export const scaleWidth = 74
const barWidth = 12

/** What colours stand for: a bar right of the data from the lowest value to the highest. */
export function svgScale({ label, min, max }: ColourScale, { right, top, bottom }: Place): string {
  const x = right + 16
  const height = Math.min(160, bottom - top - 30)
  const from = top + 22
  const step = height / scaleColours.length
  const cells = scaleColours.map(
    (colour, i) =>
      `<rect x="${px(x)}" y="${px(from + height - (i + 1) * step)}" width="${barWidth}" height="${px(step + 0.5)}" fill="${colour}"/>`,
  )
  return [
    svgText(x, top + 12, shortened(label, 10)),
    ...cells,
    svgText(x + barWidth + 5, from + 10, formatScore(max), { size: 11 }),
    svgText(x + barWidth + 5, from + height, formatScore(min), { size: 11 }),
  ].join('')
}
