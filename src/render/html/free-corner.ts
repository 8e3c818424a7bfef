import { linearScale } from '../../core/index.ts'
import { type LegendCorner, type LegendPlace, legendSize } from './svg-legend.ts'

interface Drawn {
  readonly series: readonly { readonly points: readonly { readonly x: number; readonly y: number }[] }[]
  /** What stands in the corner. */
  readonly named: readonly { readonly name: string }[]
  readonly domain: { readonly x: readonly [number, number]; readonly y: readonly [number, number] }
  /** Of the data's part, in pixels. */
  readonly size: { readonly width: number; readonly height: number }
}

/** The corner where the names of the series hide the fewest points; the first of `corners` where several are equally free. */
export const freeCorner = (drawn: Drawn, corners: readonly LegendCorner[]): LegendCorner =>
  freest(drawn, corners).corner

/** The same where every point counts: beside the data unless a corner is wholly free. */
export function freePlace(drawn: Drawn, corners: readonly LegendCorner[]): LegendPlace {
  const { corner, hidden } = freest(drawn, corners)
  return hidden === 0 ? corner : 'beside'
}

function freest({ series, named, domain, size }: Drawn, corners: readonly LegendCorner[]) {
  const { width, height } = legendSize(named)
  const x = linearScale(domain.x, [0, size.width])
  const y = linearScale(domain.y, [size.height, 0])
  const points = series.flatMap(one => one.points.map(point => ({ x: x(point.x), y: y(point.y) })))
  const hidden = new Map(
    corners.map(corner => {
      const inside = points.filter(
        point =>
          (corner.endsWith('left') ? point.x < width + 14 : point.x > size.width - width - 14) &&
          (corner.startsWith('top') ? point.y < height + 10 : point.y > size.height - height - 10),
      )
      return [corner, inside.length] as const
    }),
  )
  const corner = corners.reduce((best, corner) => (hidden.get(corner)! < hidden.get(best)! ? corner : best))
  return { corner, hidden: hidden.get(corner)! }
}
