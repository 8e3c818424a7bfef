import { OneClass, Unforeseen } from '../../errors/index.ts'
import type { Matrix } from '../../math/matrix.ts'
import { checkTrainingData } from '../checks.ts'

/**
 * Refuse spectra and classes that nothing can be learned from.
 * @param y codes 0 … n_classes − 1, each of which occurs: (n_samples,)
 * @returns samples of each class: (n_classes,)
 * @throws OneClass, TooFewSamples, WrongFeatureCount, NotFinite
 */
export function checkTrainingClasses(X: Matrix, y: Float64Array, purpose: string): Int32Array {
  checkTrainingData(X, y, 2, purpose)
  const counts = new Int32Array(y.reduce((most, code) => Math.max(most, code), 0) + 1)
  for (const code of y) {
    if (!(Number.isInteger(code) && code >= 0)) throw Unforeseen({ reason: `${code} was given as the code of a class` })
    counts[code]!++
  }
  if (counts.includes(0)) throw Unforeseen({ reason: `no sample has the class ${counts.indexOf(0)}` })
  if (counts.length === 1) throw OneClass({ n_samples: X.rows })
  return counts
}
