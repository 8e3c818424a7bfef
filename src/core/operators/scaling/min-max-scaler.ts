import { columnRanges } from '../../math/column-ranges.ts'
import { mapRows } from '../../math/matrix.ts'
import { boolean } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { checkSpectra, checkTrainingSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'
import { featureRange } from './feature-range.ts'

/**
 * Scale each feature so that its training values span `feature_range`. Other rows may lie outside it.
 *
 * X: (n_samples, n_features), any unit → same shape, unitless. Learns the smallest training value and the scale of each
 * feature, (n_features,) each. A constant feature is shifted, not scaled.
 *
 * @throws TooFewSamples, WrongFeatureCount, NotFinite
 * @see scikit-learn, sklearn.preprocessing.MinMaxScaler
 */
export const minMaxScaler = defineTransform({
  id: 'min_max_scaler',
  label: 'MinMax',
  class_path: 'sklearn.preprocessing.MinMaxScaler',
  aliases: ['MinMaxScaler', 'sklearn.preprocessing._data.MinMaxScaler'],
  summary: 'Scale each feature to the range of its training values',
  formula: 'low + (x − min) · (high − low) / (max − min), for each feature',
  source: 'scikit-learn: sklearn.preprocessing.MinMaxScaler',
  checked_against: 'scikit-learn 1.2.1 on Tecator, within 1e-12; nirs4all 0.11, within 1e-9',
  params: {
    feature_range: featureRange({
      initial: [0, 1],
      help: 'Where the smallest and the largest training value of each feature go',
    }),
    clip: boolean({ initial: false, help: 'Move values outside feature_range to its ends' }),
    copy,
  },
  stateless: false,
  fit: (X, { feature_range: [low, high] }) => {
    checkTrainingSpectra(X, 1, 'a range')
    const { smallest, largest } = columnRanges(X)
    const scale = largest.map((value, j) => {
      const range = value - smallest[j]!
      // scikit-learn takes a range below this for none.
      return (high - low) / (range < 10 * Number.EPSILON ? 1 : range)
    })
    return { smallest, scale }
  },
  transform: (X, { smallest, scale }, { feature_range: [low, high], clip }) => {
    checkSpectra(X, scale.length)
    const shift = scale.map((factor, j) => low - smallest[j]! * factor)
    return mapRows(X, (spectrum, target) => {
      for (let j = 0; j < spectrum.length; j++) target[j] = spectrum[j]! * scale[j]! + shift[j]!
      if (!clip) return
      for (let j = 0; j < spectrum.length; j++) target[j] = Math.min(high, Math.max(low, target[j]!))
    })
  },
  inverse: (X, { smallest, scale }, { feature_range: [low] }) =>
    mapRows(X, (scaled, target) => {
      for (let j = 0; j < scaled.length; j++) target[j] = (scaled[j]! - low) / scale[j]! + smallest[j]!
    }),
})
