import { NotFinite, NotPositive } from '../../errors/index.ts'
import { type Matrix, mapRows } from '../../math/matrix.ts'
import { checkSpectra } from '../checks.ts'

/**
 * Each value changed by itself.
 * @param what the results, for the message, such as `The absorbances`
 * @throws WrongFeatureCount, NotFinite when a result is too large for a number
 */
export function mapValues(
  X: Matrix,
  what: string,
  change: (value: number, sample: number, feature: number) => number,
): Matrix {
  checkSpectra(X)
  const changed = mapRows(X, (spectrum, target, i) => {
    for (let j = 0; j < spectrum.length; j++) target[j] = change(spectrum[j]!, i, j)
  })
  if (!changed.values.every(Number.isFinite)) throw NotFinite({ what })
  return changed
}

/** A value to take the logarithm of, or to divide by, raised to `least`. @throws NotPositive */
export function raised(value: number, least: number, what: string, sample: number, feature: number): number {
  if (!(value > 0)) throw NotPositive({ what, sample, feature, value })
  return Math.max(value, least)
}
