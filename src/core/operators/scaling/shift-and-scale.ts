import { type Matrix, mapRows } from '../../math/matrix.ts'
import { checkSpectra } from '../checks.ts'

/** What many scalers learn: (n_features,) each; no scale is 0. */
export interface ShiftAndScale {
  readonly center: Float64Array
  readonly scale: Float64Array
}

/** (x − center) / scale, for each feature. @throws WrongFeatureCount, NotFinite */
export function shiftAndScale(X: Matrix, { center, scale }: ShiftAndScale): Matrix {
  checkSpectra(X, center.length)
  return mapRows(X, (spectrum, target) => {
    for (let j = 0; j < spectrum.length; j++) target[j] = (spectrum[j]! - center[j]!) / scale[j]!
  })
}

/** x · scale + center, for each feature. */
export function scaleAndShift(X: Matrix, { center, scale }: ShiftAndScale): Matrix {
  return mapRows(X, (scaled, target) => {
    for (let j = 0; j < scaled.length; j++) target[j] = scaled[j]! * scale[j]! + center[j]!
  })
}

/** The values, 1 in place of each that is 0 but for rounding: scikit-learn's rule, so that a constant feature is not scaled. */
export const divisors = (values: Float64Array): Float64Array =>
  values.map(value => (value < 10 * Number.EPSILON ? 1 : value))
