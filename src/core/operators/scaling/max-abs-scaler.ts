import { columnRanges } from '../../math/column-ranges.ts'
import { copy } from '../accepted-parameters.ts'
import { checkTrainingSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'
import { divisors, type ShiftAndScale, scaleAndShift, shiftAndScale } from './shift-and-scale.ts'

/**
 * Divide each feature by the largest absolute value it has in training. A feature of zeros stays as it is.
 *
 * X: (n_samples, n_features), any unit → same shape, unitless. Learns `scale`: (n_features,).
 *
 * @throws TooFewSamples, WrongFeatureCount, NotFinite
 * @see scikit-learn, sklearn.preprocessing.MaxAbsScaler
 */
export const maxAbsScaler = defineTransform({
  id: 'max_abs_scaler',
  label: 'MaxAbs',
  class_path: 'sklearn.preprocessing.MaxAbsScaler',
  aliases: ['MaxAbsScaler', 'sklearn.preprocessing._data.MaxAbsScaler'],
  summary: 'Divide each feature by its largest absolute training value',
  formula: 'x / max |x|, for each feature',
  source: 'scikit-learn: sklearn.preprocessing.MaxAbsScaler',
  checked_against: 'scikit-learn 1.2.1, within 1e-12; nirs4all 0.11, within 1e-9',
  params: { copy },
  stateless: false,
  fit: (X): ShiftAndScale => {
    checkTrainingSpectra(X, 1, 'a range')
    const { smallest, largest } = columnRanges(X)
    return {
      center: new Float64Array(X.columns),
      scale: divisors(largest.map((value, j) => Math.max(Math.abs(value), Math.abs(smallest[j]!)))),
    }
  },
  transform: shiftAndScale,
  inverse: scaleAndShift,
})
