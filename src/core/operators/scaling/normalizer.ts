import { ZeroDivisor } from '../../errors/index.ts'
import { mapRows } from '../../math/matrix.ts'
import { choice } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { checkSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'

const norms = {
  l1: (spectrum: Float64Array) => spectrum.reduce((sum, value) => sum + Math.abs(value), 0),
  // Scaled by the largest value, so that no square over- or underflows.
  l2: (spectrum: Float64Array) => {
    const largest = norms.max(spectrum)
    return largest && largest * Math.sqrt(spectrum.reduce((sum, value) => sum + (value / largest) ** 2, 0))
  },
  max: (spectrum: Float64Array) => spectrum.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0),
} as const

/**
 * Divide each spectrum by its own norm: the sum of its absolute values, its Euclidean length, or its largest absolute value.
 *
 * X: (n_samples, n_features), any unit → same shape, unitless. Learns nothing.
 *
 * Unlike scikit-learn: a spectrum of zeros is refused, not left as it is.
 *
 * @throws ZeroDivisor, WrongFeatureCount, NotFinite
 * @see scikit-learn, sklearn.preprocessing.Normalizer
 */
export const normalizer = defineTransform({
  id: 'normalizer',
  label: 'RowNorm',
  class_path: 'sklearn.preprocessing.Normalizer',
  aliases: ['Normalizer', 'VectorNormalization', 'sklearn.preprocessing._data.Normalizer'],
  summary: 'Divide each spectrum by its norm',
  formula: 'x / ‖x‖, for each spectrum x',
  source: 'scikit-learn: sklearn.preprocessing.Normalizer',
  checked_against: 'scikit-learn 1.2.1, within 1e-12; nirs4all 0.11, within 1e-9',
  differs: 'a spectrum of zeros is refused, not left as it is',
  params: {
    norm: choice({
      initial: 'l2',
      options: ['l1', 'l2', 'max'],
      help: 'Sum of absolute values, Euclidean length, or largest absolute value',
    }),
    copy,
  },
  stateless: true,
  fit: () => null,
  transform: (X, _state, { norm }) => {
    checkSpectra(X)
    return mapRows(X, (spectrum, target, sample) => {
      const length = norms[norm](spectrum)
      if (length === 0) throw ZeroDivisor({ sample, divisor: 'its norm' })
      for (let j = 0; j < spectrum.length; j++) target[j] = spectrum[j]! / length
    })
  },
})
