import { MissingWavelengths, UnusableWavelengths } from '../../errors/index.ts'
import { interpolator } from '../../math/interpolation.ts'
import { countFirst } from '../../math/sorted-search.ts'

/** Wavelengths of the features, or their numbers where no wavelengths are known: (n_features,). */
export function placesOf(n_features: number, axis: Float64Array | null): Float64Array {
  return axis ?? Float64Array.from({ length: n_features }, (_, j) => j)
}

/** The same from −1 at one end to 1 at the other; 0 where there is one. */
export function unitPlaces(n_features: number, axis: Float64Array | null): Float64Array {
  const places = placesOf(n_features, axis)
  const [first, last] = [places[0]!, places.at(-1)!]
  return places.map(place => (last === first ? 0 : (2 * (place - first)) / (last - first) - 1))
}

/**
 * The spectrum at other places, on the lines between its values; beyond its ends the last value.
 * @param places ascending or descending
 */
export function valuesAt(
  places: Float64Array,
  spectrum: Float64Array,
  wanted: (j: number) => number,
  target: Float64Array,
) {
  const sign = places.at(-1)! < places[0]! ? -1 : 1
  const ascending = sign > 0 ? places : places.map(place => -place)
  const last = places.length - 1
  for (let j = 0; j < target.length; j++) {
    const place = sign * wanted(j)
    const after = countFirst(ascending, value => value <= place)
    if (after === 0) target[j] = spectrum[0]!
    else if (after > last) target[j] = spectrum[last]!
    else {
      const [before, next] = [ascending[after - 1]!, ascending[after]!]
      const share = (place - before) / (next - before)
      target[j] = spectrum[after - 1]! * (1 - share) + spectrum[after]! * share
    }
  }
}

/** A smooth curve over the features through values at evenly spaced points, the first and last feature among them. */
export function smoothCurve(values: Float64Array, n_features: number): Float64Array {
  const points = values.length
  const knots = Float64Array.from({ length: points }, (_, k) => k)
  const places = Float64Array.from({ length: n_features }, (_, j) => (j * (points - 1)) / Math.max(1, n_features - 1))
  const method = points > 3 ? 'cubic' : points > 2 ? 'quadratic' : 'linear'
  return interpolator(knots, places, method)(values)
}

/** The wavelengths, where an effect needs them in nanometres. @throws MissingWavelengths, UnusableWavelengths */
export function nanometres(axis: Float64Array | null, purpose: string): Float64Array {
  if (!axis) throw MissingWavelengths({ purpose })
  const outside = axis.find(wavelength => wavelength < 300 || wavelength > 3000)
  if (outside !== undefined) {
    throw UnusableWavelengths({ reason: `${purpose} needs nanometres, and ${outside} is none of near infrared light` })
  }
  return axis
}
