import { ParametersConflict } from '../../errors/index.ts'
import { sortedColumns } from '../../math/column-ranges.ts'
import { normalQuantile } from '../../math/normal-distribution.ts'
import { quantileOfSorted } from '../../math/statistics.ts'
import { boolean, type Parameter } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { checkTrainingSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'
import { divisors, type ShiftAndScale, scaleAndShift, shiftAndScale } from './shift-and-scale.ts'

const quantileRange: Parameter<readonly [number, number]> = {
  initial: [25, 75],
  expected: 'two percentages [low, high] with 0 ≤ low < high ≤ 100',
  help: 'The percentiles whose distance divides',
  accepts: value =>
    Array.isArray(value) &&
    value.length === 2 &&
    value.every(Number.isFinite) &&
    value[0] >= 0 &&
    value[0] < value[1] &&
    value[1] <= 100,
  refused: ['wide', 50, null, [25], [75, 25], [25, 25], [-1, 75], [25, 101], [25, Number.NaN]],
}

/**
 * Center each feature on its training median and divide it by the distance of two of its training percentiles. A feature
 * without that distance is centered only.
 *
 * X: (n_samples, n_features), any unit → same shape, unitless. Learns `center` and `scale`: (n_features,) each.
 *
 * @throws TooFewSamples, WrongFeatureCount, NotFinite
 * @see scikit-learn, sklearn.preprocessing.RobustScaler
 */
export const robustScaler = defineTransform({
  id: 'robust_scaler',
  label: 'Rbt',
  class_path: 'sklearn.preprocessing.RobustScaler',
  aliases: ['RobustScaler', 'sklearn.preprocessing._data.RobustScaler'],
  summary: 'Center and scale each feature by the median and interquartile range of its training values',
  formula: '(x − median) / (Q75 − Q25), for each feature',
  source: 'scikit-learn: sklearn.preprocessing.RobustScaler',
  checked_against: 'scikit-learn 1.2.1, within 1e-12; nirs4all 0.11, within 1e-9',
  params: {
    with_centering: boolean({ initial: true, help: 'Subtract the training median of the feature' }),
    with_scaling: boolean({ initial: true, help: 'Divide by the distance of the percentiles' }),
    quantile_range: quantileRange,
    copy,
    unit_variance: boolean({
      initial: false,
      help: 'Divide that distance by the one of a standard normal distribution, so that normal values get variance 1',
    }),
  },
  check: ({ quantile_range: [low, high], unit_variance }) => {
    if (unit_variance && (low === 0 || high === 100)) {
      throw ParametersConflict({
        reason: 'unit_variance needs a quantile_range without 0 and 100, which lie infinitely far',
      })
    }
  },
  stateless: false,
  fit: (X, { with_centering, with_scaling, quantile_range: [low, high], unit_variance }): ShiftAndScale => {
    checkTrainingSpectra(X, 1, 'a median')
    const columns = sortedColumns(X)
    const atEach = (percentage: number) =>
      Float64Array.from(columns, sorted => quantileOfSorted(sorted, percentage / 100))
    const upper = atEach(high)
    const ranges = atEach(low).map((value, j) => upper[j]! - value)
    const scale = with_scaling ? divisors(ranges) : new Float64Array(X.columns).fill(1)
    const normal = unit_variance && with_scaling ? normalQuantile(high / 100) - normalQuantile(low / 100) : 1
    return {
      center: with_centering ? atEach(50) : new Float64Array(X.columns),
      scale: scale.map(value => value / normal),
    }
  },
  transform: shiftAndScale,
  inverse: scaleAndShift,
})
