import { MissingWavelengths, UnusableWavelengths } from '../../errors/index.ts'
import { type InterpolationMethod, interpolationMethods, interpolator, pointsNeeded } from '../../math/interpolation.ts'
import { mapRows, row, zeros } from '../../math/matrix.ts'
import { boolean, choice, type Parameter } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { checkSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'

function isMonotone(values: readonly unknown[]): boolean {
  if (!values.every(Number.isFinite)) return false
  const numbers = values as readonly number[]
  const direction = Math.sign(numbers[1]! - numbers[0]!)
  return direction !== 0 && numbers.every((value, k) => k === 0 || Math.sign(value - numbers[k - 1]!) === direction)
}

const targetWavelengths: Parameter<readonly number[] | null> = {
  initial: null,
  expected: 'a list of numbers that rise or fall all along, or null',
  help: 'Wavelengths after it, in the unit of the headers; null keeps those there are',
  accepts: value =>
    value === null || (Array.isArray(value) && value.length > 0 && (value.length === 1 || isMonotone(value))),
  refused: ['all', 1000, [], [1000, 1000], [1000, 1100, 1050], [1000, Number.NaN], ['1000', '1100']],
}

const cropRange: Parameter<readonly [number, number] | null> = {
  initial: null,
  expected: 'two wavelengths [low, high] with low < high, or null',
  help: 'Use only wavelengths in this range, ends included',
  accepts: value =>
    value === null ||
    (Array.isArray(value) && value.length === 2 && value.every(Number.isFinite) && value[0] < value[1]),
  refused: ['wide', 1000, [1000], [1100, 1000], [1000, Number.NaN]],
}

const fillValue: Parameter<number | 'extrapolate' | null> = {
  initial: null,
  expected: 'a number, extrapolate, or null',
  help: 'Value at wavelengths beyond those measured, or extrapolate; null refuses such wavelengths',
  accepts: value => value === null || value === 'extrapolate' || Number.isFinite(value),
  refused: ['zero', Number.NaN, [0]],
}

interface Wavelengths {
  /** Features used, in ascending order of their wavelength. */
  readonly features: Int32Array
  /** Ascending. */
  readonly wavelengths: Float64Array
  readonly n_features: number
}

/**
 * Resample each spectrum to other wavelengths by interpolation.
 *
 * X: (n_samples, n_features), any unit → (n_samples, length of target_wavelengths), same unit. Learns nothing from the spectra;
 * takes note of the wavelengths of their features.
 *
 * Unlike the Python library: wavelengths beyond those measured are refused unless `fill_value` is given (its default fills in
 * zeros), and `crop_range` alone crops.
 *
 * @throws MissingWavelengths, UnusableWavelengths, WrongFeatureCount, NotFinite
 * @see scipy.interpolate.interp1d
 */
export const resampler = defineTransform({
  id: 'resampler',
  label: 'Resampler',
  class_path: 'nirs4all.operators.transforms.Resampler',
  aliases: ['nirs4all.operators.Resampler', 'nirs4all.operators.transforms.resampler.Resampler'],
  summary: 'Resample each spectrum to other wavelengths',
  formula: 'x interpolated at target_wavelengths',
  source: 'scipy.interpolate.interp1d',
  checked_against: 'scipy 1.10.1 (interp1d), within 1e-11; nirs4all 0.11, within 1e-9',
  differs:
    'wavelengths beyond those measured are refused unless fill_value is given (its default fills in zeros), and crop_range alone crops',
  params: {
    target_wavelengths: targetWavelengths,
    method: choice({
      initial: 'linear',
      options: interpolationMethods,
      help: 'Kind of interpolation, as scipy names it',
    }),
    crop_range: cropRange,
    fill_value: fillValue,
    bounds_error: boolean({
      initial: false,
      help: 'Refuse wavelengths beyond those measured, whatever fill_value says',
    }),
    copy,
  },
  stateless: true,
  changes_features: true,
  fit: (X, { target_wavelengths, method, crop_range, fill_value, bounds_error }, { axis }): Wavelengths | null => {
    if (target_wavelengths === null && crop_range === null) return null
    if (axis === null) throw MissingWavelengths({ purpose: 'Resampling' })
    checkOrder(axis)
    const features = usedFeatures(axis, crop_range, target_wavelengths !== null)
    const wavelengths = Float64Array.from(features, j => axis[j]!)
    if (target_wavelengths !== null) {
      checkPoints(wavelengths, method)
      if (fill_value === null) checkInside(wavelengths, target_wavelengths, 'no fill_value is given')
      if (bounds_error) checkInside(wavelengths, target_wavelengths, 'bounds_error is true')
    }
    return { features, wavelengths, n_features: X.columns }
  },
  transform: (X, state, { target_wavelengths, method, fill_value }) => {
    checkSpectra(X, state?.n_features)
    if (state === null) return mapRows(X, (spectrum, target) => target.set(spectrum))
    const { features, wavelengths } = state
    const places = target_wavelengths && settled(wavelengths, target_wavelengths, fill_value)
    const interpolate = places && interpolator(wavelengths, places.inside, method)
    const changed = zeros(X.rows, places ? places.inside.length : features.length)
    for (let i = 0; i < X.rows; i++) {
      const used = Float64Array.from(features, j => row(X, i)[j]!)
      const found = interpolate ? interpolate(used) : used
      if (places && typeof fill_value === 'number') for (const k of places.outside) found[k] = fill_value
      row(changed, i).set(found)
    }
    return changed
  },
  axisAfter: (axis, state, { target_wavelengths }) => {
    if (state === null) return axis
    return target_wavelengths ? Float64Array.from(target_wavelengths) : state.wavelengths
  },
})

/** Positions within the crop range; by ascending wavelength where they are to be interpolated. */
function usedFeatures(
  axis: Float64Array,
  crop_range: readonly [number, number] | null,
  ascending: boolean,
): Int32Array {
  const [low, high] = crop_range ?? [-Infinity, Infinity]
  const used = Int32Array.from(axis.keys()).filter(j => low <= axis[j]! && axis[j]! <= high)
  if (used.length === 0) {
    throw UnusableWavelengths({
      reason: `crop_range [${low}, ${high}] leaves none of the wavelengths from ${spanOf(axis)}`,
    })
  }
  return ascending ? used.sort((a, b) => axis[a]! - axis[b]!) : used
}

function checkPoints(wavelengths: Float64Array, method: InterpolationMethod): void {
  const needed = pointsNeeded(method)
  if (wavelengths.length < needed) {
    throw UnusableWavelengths({
      reason: `${method} interpolation needs ${needed}, but there are ${wavelengths.length}`,
    })
  }
}

/** All rising or all falling, so that a wavelength has one place. */
function checkOrder(axis: Float64Array): void {
  const direction = Math.sign(axis[axis.length - 1]! - axis[0]!) || 1
  for (let j = 0; j < axis.length; j++) {
    const [before, here] = [axis[j - 1], axis[j]!]
    if (!Number.isFinite(here)) throw UnusableWavelengths({ reason: `that of feature ${j} is ${here}` })
    if (before === here) throw UnusableWavelengths({ reason: `${here} stands there twice` })
    if (before !== undefined && Math.sign(here - before) !== direction) {
      throw UnusableWavelengths({ reason: `${here} comes after ${before}` })
    }
  }
}

function checkInside(wavelengths: Float64Array, targets: readonly number[], why: string): void {
  const { outside } = settled(wavelengths, targets, null)
  if (outside.length === 0) return
  const first = targets[outside[0]!]!
  const reason = `target_wavelengths ask for ${first}, but the spectra reach from ${spanOf(wavelengths)}, and ${why}`
  throw UnusableWavelengths({ reason })
}

/** Targets with those that miss the ends by rounding moved onto them, and the positions of those that lie beyond. */
function settled(wavelengths: Float64Array, targets: readonly number[], fill_value: number | 'extrapolate' | null) {
  const [low, high] = [wavelengths[0]!, wavelengths.at(-1)!]
  const slack = 1e-9 * (high - low)
  const isOutside = (target: number) => target < low - slack || target > high + slack
  const inside = Float64Array.from(targets, target =>
    fill_value === 'extrapolate' && isOutside(target) ? target : Math.min(Math.max(target, low), high),
  )
  return { inside, outside: targets.flatMap((target, k) => (isOutside(target) ? [k] : [])) }
}

function spanOf(axis: Float64Array): string {
  const [first, last] = [axis[0]!, axis.at(-1)!]
  return `${Math.min(first, last)} to ${Math.max(first, last)}`
}
