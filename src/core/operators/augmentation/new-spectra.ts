import { Unforeseen } from '../../errors/index.ts'
import { type Matrix, row, takeElements, zeros } from '../../math/matrix.ts'
import { checkTrainingData } from '../checks.ts'

/**
 * One new spectrum for each origin, whose reference value it keeps.
 * @param change fills `target` from `source`; never writes to `source`
 * @throws WrongFeatureCount, NotFinite, TooFewSamples
 */
export function newSpectra(
  X: Matrix,
  y: Float64Array,
  origins: Int32Array,
  change: (source: Float64Array, target: Float64Array, origin: number) => void,
): { readonly X: Matrix; readonly y: Float64Array } {
  checkTrainingData(X, y, 1, 'augmentation')
  const made = zeros(origins.length, X.columns)
  origins.forEach((origin, k) => {
    if (origin < 0 || origin >= X.rows) throw Unforeseen({ reason: `row ${origin} of ${X.rows} is to be augmented` })
    change(row(X, origin), row(made, k), origin)
  })
  return { X: made, y: takeElements(y, origins) }
}
