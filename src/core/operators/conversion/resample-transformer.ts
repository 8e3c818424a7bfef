import { WrongFeatureCount } from '../../errors/index.ts'
import { row, zeros } from '../../math/matrix.ts'
import { integer, nullable, type Parameter } from '../../params/index.ts'
import { checkSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'

const numSamples: Parameter<number | null> = {
  ...nullable(integer({ initial: 1, min: 1, help: 'Number of features after it; null keeps as many as there are' })),
  initial: null,
}

/** `n` values, equally spaced from the first to the last, on straight lines between the values there are. */
function resampled(values: Float64Array, n: number): Float64Array {
  const last = values.length - 1
  return Float64Array.from({ length: n }, (_, k) => {
    const position = n > 1 ? (k * last) / (n - 1) : 0
    const before = Math.min(Math.floor(position), Math.max(last - 1, 0))
    const fraction = position - before
    return fraction === 0 ? values[before]! : values[before]! + fraction * (values[before + 1]! - values[before]!)
  })
}

/**
 * Resample each spectrum to a number of features, equally spaced in feature number, by linear interpolation.
 *
 * X: (n_samples, n_features), any unit → (n_samples, num_samples), same unit. Learns nothing.
 *
 * @throws WrongFeatureCount when there is but one feature to interpolate; NotFinite
 */
export const resampleTransformer = defineTransform({
  id: 'resample_transformer',
  label: 'Resample',
  class_path: 'nirs4all.operators.transforms.ResampleTransformer',
  aliases: [
    'ResampleTransformer',
    'nirs4all.operators.ResampleTransformer',
    'nirs4all.operators.transforms.features.ResampleTransformer',
  ],
  summary: 'Resample each spectrum to a number of features',
  formula:
    'x at num_samples equally spaced places from the first to the last feature, on straight lines between features',
  source: 'nirs4all 0.11: ResampleTransformer',
  checked_against: 'numpy 1.24.2 (interp), within 1e-10; nirs4all 0.11, within 1e-9',
  params: { num_samples: numSamples },
  stateless: true,
  changes_features: true,
  fit: () => null,
  transform: (X, _state, { num_samples }) => {
    checkSpectra(X)
    const n = num_samples ?? X.columns
    if (X.columns === 1 && n > 1) {
      throw WrongFeatureCount({ found: X.columns, needed: 'interpolation goes between at least 2' })
    }
    const changed = zeros(X.rows, n)
    for (let i = 0; i < X.rows; i++) row(changed, i).set(resampled(row(X, i), n))
    return changed
  },
  axisAfter: (axis, _state, { num_samples }) => resampled(axis, num_samples ?? axis.length),
})
