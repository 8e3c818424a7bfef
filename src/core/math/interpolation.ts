import { countFirst } from './sorted-search.ts'
import { evaluateSpline, splineThrough } from './spline.ts'

export const interpolationMethods = ['linear', 'nearest', 'zero', 'slinear', 'quadratic', 'cubic'] as const
export type InterpolationMethod = (typeof interpolationMethods)[number]

/** Points that a method needs at least. */
export function pointsNeeded(method: InterpolationMethod): number {
  return { nearest: 1, zero: 1, linear: 2, slinear: 2, quadratic: 3, cubic: 4 }[method]
}

/**
 * How values at `x` become values at `places`: prepared once, used for many sets of values. Beyond the ends of x the outermost
 * piece continues.
 *
 * @param x (n,) ascending, at least as many as the method needs
 * @see scipy.interpolate.interp1d, whose kinds of these names give the same
 */
export function interpolator(
  x: Float64Array,
  places: Float64Array,
  method: InterpolationMethod,
): (values: Float64Array) => Float64Array {
  if (method === 'quadratic' || method === 'cubic') {
    const spline = splineThrough(x, places, method === 'cubic' ? 3 : 2)
    return values => evaluateSpline(spline, values)
  }
  const before = Int32Array.from(places, place => Math.max(0, countFirst(x, value => value <= place) - 1))
  if (method === 'zero') return values => Float64Array.from(before, j => values[j]!)
  if (method === 'nearest') {
    const middles = Float64Array.from({ length: x.length - 1 }, (_, j) => x[j]! / 2 + x[j + 1]! / 2)
    const nearest = Int32Array.from(places, place => countFirst(middles, value => value < place))
    return values => Float64Array.from(nearest, j => values[j]!)
  }
  const starts = before.map(j => Math.min(j, x.length - 2))
  const shares = places.map((place, k) => (place - x[starts[k]!]!) / (x[starts[k]! + 1]! - x[starts[k]!]!))
  return values => shares.map((share, k) => values[starts[k]!]! * (1 - share) + values[starts[k]! + 1]! * share)
}
