import { AxisMismatch, groupedDigits } from '../errors/index.ts'
import { interpolator } from '../math/interpolation.ts'
import { type Matrix, takeColumns, zeros } from '../math/matrix.ts'
import type { SpectralAxis } from './dataset.ts'

/** Spectra on the axis of a model. */
export interface AlignedSpectra {
  readonly X: Matrix
  /** What was done to them, or could not be checked: sentences. */
  readonly notes: readonly string[]
}

/** Wavelengths are the same where they differ by less than this share of the distance to their neighbours: headers are rounded. */
const tolerance = 0.02

/** nm = 10⁷ / cm⁻¹, and the other way round. */
const perUnit = 1e7

/**
 * Spectra on the wavelengths of a model: as they are where the axes agree; in another order, or the right ones of more, where
 * that is all that differs; with `resample` interpolated (cubic splines) within the measured range, never beyond it.
 *
 * @param X (n_samples, n_measured) @param wanted the axis of the model, null where it has none
 * @returns (n_samples, n_features of the model)
 * @throws AxisMismatch
 */
export function alignAxis(
  X: Matrix,
  measured: SpectralAxis | null,
  wanted: SpectralAxis | null,
  n_features: number,
  resample: boolean,
): AlignedSpectra {
  if (measured === null || wanted === null) {
    const lacking = wanted === null ? 'model' : 'spectra'
    if (X.columns === n_features) {
      return {
        X,
        notes: [`The ${lacking} have no wavelengths, so only their number (${n_features}) could be compared.`],
      }
    }
    throw AxisMismatch({
      reason: `the ${lacking} have no wavelengths, and the numbers of columns differ`,
      model: described(wanted, n_features),
      data: described(measured, X.columns),
      resampling: true,
    })
  }
  const { values, note } = inUnit(measured, wanted)
  const notes = note === null ? [] : [note]
  const columns = sameColumns(values, wanted.values)
  if (columns === null) {
    if (resample) return resampled(X, values, measured, wanted, notes)
    throw AxisMismatch({
      reason: 'they were measured at other wavelengths',
      model: described(wanted, n_features),
      data: described(measured, X.columns),
      resampling: false,
    })
  }
  if (X.columns === n_features && columns.every((column, j) => column === j)) return { X, notes }
  const reversed = X.columns === n_features
  const said = reversed
    ? 'The spectra run the other way than those of the model, and were turned round.'
    : `The spectra have ${X.columns} wavelengths; the ${n_features} of the model were taken.`
  return { X: takeColumns(X, columns), notes: [...notes, said] }
}

/** Values of the measured axis in the unit of the wanted one, where both are known. */
function inUnit(measured: SpectralAxis, wanted: SpectralAxis) {
  if (measured.unit === null || wanted.unit === null || measured.unit === wanted.unit) {
    return { values: measured.values, note: null }
  }
  const note = `The axis of the spectra was converted from ${measured.unit} to ${wanted.unit} (10⁷ divided by it).`
  return { values: measured.values.map(value => perUnit / value), note }
}

/** For each wanted wavelength the measured column that has it; null where one has none. */
function sameColumns(measured: Float64Array, wanted: Float64Array): Int32Array | null {
  const order = Int32Array.from(measured.keys()).sort((a, b) => measured[a]! - measured[b]!)
  const columns = new Int32Array(wanted.length)
  for (let j = 0; j < wanted.length; j++) {
    const nearest = nearestOf(order, measured, wanted[j]!)
    if (Math.abs(measured[nearest]! - wanted[j]!) > tolerance * stepAt(wanted, j)) return null
    columns[j] = nearest
  }
  return columns
}

function nearestOf(order: Int32Array, measured: Float64Array, value: number): number {
  let [low, high] = [0, order.length - 1]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (measured[order[middle]!]! <= value) low = middle
    else high = middle
  }
  const distance = (place: number) => Math.abs(measured[order[place]!]! - value)
  return order[distance(low) <= distance(high) ? low : high]!
}

/** The distance to the nearer neighbour; of a single wavelength 1. */
function stepAt(axis: Float64Array, j: number): number {
  const steps = [axis[j - 1], axis[j + 1]].filter(value => value !== undefined).map(value => Math.abs(value - axis[j]!))
  return steps.length > 0 ? Math.min(...steps) : 1
}

function resampled(
  X: Matrix,
  values: Float64Array,
  measured: SpectralAxis,
  wanted: SpectralAxis,
  notes: readonly string[],
): AlignedSpectra {
  const facts = {
    model: described(wanted, wanted.values.length),
    data: described(measured, X.columns),
    resampling: true,
  }
  const order = Int32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!)
  const ascending = Float64Array.from(order, column => values[column]!)
  const [first, last] = [ascending[0]!, ascending.at(-1)!]
  const low = wanted.values.reduce((a, b) => Math.min(a, b))
  const high = wanted.values.reduce((a, b) => Math.max(a, b))
  const slack = tolerance * stepAt(wanted.values, 0)
  if (ascending.length < 4) throw AxisMismatch({ reason: 'a curve through them needs four wavelengths', ...facts })
  if (low < first - slack || high > last + slack) {
    throw AxisMismatch({ reason: 'they do not cover the range of the model', ...facts })
  }
  const at = interpolator(ascending, wanted.values, 'cubic')
  const said = `The spectra were interpolated from ${X.columns} to the ${wanted.values.length} wavelengths of the model (cubic splines).`
  const sorted = takeColumns(X, order)
  const target = zeros(X.rows, wanted.values.length)
  for (let i = 0; i < X.rows; i++) {
    const spectrum = sorted.values.subarray(i * X.columns, (i + 1) * X.columns)
    target.values.set(at(spectrum), i * wanted.values.length)
  }
  return { X: target, notes: [...notes, said] }
}

/** `100 wavelengths from 850 to 1050 nm`. */
function described(axis: SpectralAxis | null, columns: number): string {
  if (axis === null) return `${groupedDigits(columns)} columns without wavelengths`
  const { values, unit } = axis
  const number = (value: number) => String(Number(value.toPrecision(7)))
  return `${groupedDigits(values.length)} wavelengths from ${number(values[0]!)} to ${number(values.at(-1)!)}${unit ? ` ${unit}` : ''}`
}
