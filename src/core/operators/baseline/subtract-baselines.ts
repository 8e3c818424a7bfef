import { NotFinite, WrongFeatureCount } from '../../errors/index.ts'
import { type Matrix, mapRows } from '../../math/matrix.ts'
import { checkSpectra } from '../checks.ts'

/**
 * Each spectrum minus the baseline estimated from it.
 *
 * @param shortest number of features that the estimate needs
 * @throws WrongFeatureCount; NotFinite, naming the spectrum
 */
export function subtractBaselines(
  X: Matrix,
  shortest: number,
  estimate: (spectrum: Float64Array) => Float64Array,
): Matrix {
  checkSpectra(X)
  if (X.columns < shortest)
    throw WrongFeatureCount({ found: X.columns, needed: `a baseline needs at least ${shortest}` })
  return mapRows(X, (spectrum, target, i) => {
    const baseline = estimate(spectrum)
    for (let j = 0; j < target.length; j++) {
      const corrected = spectrum[j]! - baseline[j]!
      if (!Number.isFinite(corrected)) throw NotFinite({ what: `The values of the baseline of spectrum ${i}` })
      target[j] = corrected
    }
  })
}
