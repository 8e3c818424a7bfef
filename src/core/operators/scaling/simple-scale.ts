import { columnRanges } from '../../math/column-ranges.ts'
import { copy } from '../accepted-parameters.ts'
import { checkTrainingSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'
import { type ShiftAndScale, scaleAndShift, shiftAndScale } from './shift-and-scale.ts'

/**
 * Scale each feature so that its training values span [0, 1].
 *
 * X: (n_samples, n_features), any unit → same shape, unitless. Learns `center` and `scale`: (n_features,) each.
 *
 * Unlike the Python library: a constant feature is shifted to 0, not divided by 0.
 *
 * @throws TooFewSamples, WrongFeatureCount, NotFinite
 */
export const simpleScale = defineTransform({
  id: 'simple_scale',
  label: 'Simple',
  class_path: 'nirs4all.operators.transforms.SimpleScale',
  aliases: ['SimpleScale', 'nirs4all.operators.SimpleScale', 'nirs4all.operators.transforms.scalers.SimpleScale'],
  summary: 'Scale each feature so that its training values span 0 to 1',
  formula: '(x − min) / (max − min), for each feature',
  source: 'nirs4all 0.11: SimpleScale',
  checked_against: 'numpy 1.24.2 by the published formula, within 1e-10; nirs4all 0.11, within 1e-9',
  differs: 'a constant feature is shifted to 0, not divided by 0',
  params: { copy },
  stateless: false,
  fit: (X): ShiftAndScale => {
    checkTrainingSpectra(X, 1, 'a range')
    const { smallest, largest } = columnRanges(X)
    return { center: smallest, scale: largest.map((value, j) => value - smallest[j]! || 1) }
  },
  transform: shiftAndScale,
  inverse: scaleAndShift,
})
