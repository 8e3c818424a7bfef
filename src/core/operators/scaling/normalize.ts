import { columnRanges } from '../../math/column-ranges.ts'
import type { Matrix } from '../../math/matrix.ts'
import { copy } from '../accepted-parameters.ts'
import { checkTrainingSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'
import { featureRange } from './feature-range.ts'
import { type ShiftAndScale, scaleAndShift, shiftAndScale } from './shift-and-scale.ts'

/**
 * Normalize of the Python library: divide each feature by the Euclidean length of its training values, or, where a range
 * other than [−1, 1] is asked for, scale its training values to that range.
 *
 * X: (n_samples, n_features), any unit → same shape, unitless. Learns `center` and `scale`: (n_features,) each.
 *
 * Unlike the Python library: a feature of zeros, or a constant one in a range, is not divided by 0 but only shifted.
 *
 * @throws TooFewSamples, WrongFeatureCount, NotFinite
 */
export const normalize = defineTransform({
  id: 'normalize',
  label: 'Norm',
  class_path: 'nirs4all.operators.transforms.Normalize',
  aliases: ['Normalize', 'nirs4all.operators.Normalize', 'nirs4all.operators.transforms.scalers.Normalize'],
  summary: 'Divide each feature by the Euclidean length of its training values, or scale it to a range',
  formula: 'x / √Σ x², or low + (x − min) · (high − low) / (max − min), for each feature',
  source: 'nirs4all 0.11: Normalize',
  checked_against: 'numpy 1.24.2 by the published formula, within 1e-10; nirs4all 0.11, within 1e-9',
  differs: 'a feature of zeros, or a constant one in a range, is not divided by 0 but only shifted',
  params: {
    feature_range: featureRange({
      initial: [-1, 1],
      help: 'Where the training values of each feature go; [-1, 1] stands for the division by their length',
    }),
    copy,
  },
  stateless: false,
  fit: (X, { feature_range: [low, high] }): ShiftAndScale => {
    checkTrainingSpectra(X, 1, 'a range')
    if (low === -1 && high === 1) return { center: new Float64Array(X.columns), scale: columnLengths(X) }
    const { smallest, largest } = columnRanges(X)
    const scale = largest.map((value, j) => (value - smallest[j]! || 1) / (high - low))
    return { center: smallest.map((value, j) => value - low * scale[j]!), scale }
  },
  transform: shiftAndScale,
  inverse: scaleAndShift,
})

function columnLengths({ rows, columns, values }: Matrix): Float64Array {
  const lengths = new Float64Array(columns)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) lengths[j]! += values[i * columns + j]! ** 2
  }
  return lengths.map(square => Math.sqrt(square) || 1)
}
