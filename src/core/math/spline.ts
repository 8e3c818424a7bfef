/** A spline through points at fixed places, ready to be evaluated at other fixed places for many sets of values. */
export interface SplineThrough {
  readonly degree: number
  /** LU factors of the collocation matrix: row i holds columns i − degree … i + degree. */
  readonly factors: readonly Float64Array[]
  /** For each place to evaluate at: its first coefficient, and the degree + 1 values of the splines there. */
  readonly at: readonly { readonly first: number; readonly splines: Float64Array }[]
}

/**
 * Interpolating spline of degree 2 or 3. Its knots are the points but the second and the last but one (degree 3), or the middles
 * between points but the first and the last (degree 2): as scipy.interpolate.make_interp_spline has them. Beyond the ends its
 * outermost polynomials continue.
 *
 * @param x (n,) ascending, n at least degree + 1
 * @param places where to evaluate
 * @see de Boor (1978), A Practical Guide to Splines, chapters X and XIII
 */
export function splineThrough(x: Float64Array, places: Float64Array, degree: 2 | 3): SplineThrough {
  const n = x.length
  const knots = knotsOf(x, degree)
  const locate = (place: number) => {
    let interval = degree
    while (interval < n - 1 && place >= knots[interval + 1]!) interval++
    return { first: interval - degree, splines: splinesAt(knots, interval, place, degree) }
  }
  const factors = Array.from(x, (place, i) => {
    const { first, splines } = locate(place)
    const band = new Float64Array(2 * degree + 1)
    splines.forEach((value, k) => {
      const column = first + k - i + degree
      if (column >= 0 && column < band.length) band[column] = value
    })
    return band
  })
  factorise(factors, degree)
  return { degree, factors, at: Array.from(places, locate) }
}

/** Values of the spline through `values` at the places. */
export function evaluateSpline({ degree, factors, at }: SplineThrough, values: Float64Array): Float64Array {
  const n = values.length
  const coefficients = values.slice()
  for (let i = 0; i < n; i++) {
    for (let j = Math.max(0, i - degree); j < i; j++)
      coefficients[i]! -= factors[i]![j - i + degree]! * coefficients[j]!
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j <= Math.min(n - 1, i + degree); j++) {
      coefficients[i]! -= factors[i]![j - i + degree]! * coefficients[j]!
    }
    coefficients[i]! /= factors[i]![degree]!
  }
  return Float64Array.from(at, ({ first, splines }) =>
    splines.reduce((sum, value, k) => sum + value * coefficients[first + k]!, 0),
  )
}

function knotsOf(x: Float64Array, degree: 2 | 3): Float64Array {
  const n = x.length
  const inner =
    degree === 3 ? x.subarray(2, n - 2) : Float64Array.from({ length: n - 3 }, (_, i) => (x[i + 1]! + x[i + 2]!) / 2)
  const ends = (value: number) => new Array<number>(degree + 1).fill(value)
  return Float64Array.from([...ends(x[0]!), ...inner, ...ends(x[n - 1]!)])
}

/** The degree + 1 B-splines that live on an interval of the knots, at a place; by the recursion of Cox and de Boor. */
function splinesAt(knots: Float64Array, interval: number, place: number, degree: number): Float64Array {
  const values = new Float64Array(degree + 1)
  values[0] = 1
  for (let order = 1; order <= degree; order++) {
    let carried = 0
    for (let k = 0; k < order; k++) {
      const [left, right] = [knots[interval + 1 + k - order]!, knots[interval + 1 + k]!]
      const share = values[k]! / (right - left)
      values[k] = carried + (right - place) * share
      carried = (place - left) * share
    }
    values[order] = carried
  }
  return values
}

/** LU in place, without pivots: collocation matrices of B-splines are totally positive. */
function factorise(rows: readonly Float64Array[], degree: number): void {
  for (let j = 0; j < rows.length; j++) {
    for (let i = j + 1; i <= Math.min(rows.length - 1, j + degree); i++) {
      const factor = rows[i]![j - i + degree]! / rows[j]![degree]!
      rows[i]![j - i + degree] = factor
      for (let k = j + 1; k <= Math.min(rows.length - 1, j + degree); k++) {
        rows[i]![k - i + degree]! -= factor * rows[j]![k - j + degree]!
      }
    }
  }
}
