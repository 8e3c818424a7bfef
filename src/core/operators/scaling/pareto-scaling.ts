import { columnMeans, columnVariances } from '../../math/matrix.ts'
import { isRoundingNoise } from '../../math/statistics.ts'
import { boolean, integer } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { checkTrainingSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'
import { type ShiftAndScale, scaleAndShift, shiftAndScale } from './shift-and-scale.ts'

/**
 * Pareto scaling: center each feature and divide it by the square root of its standard deviation, half way between centering
 * and autoscaling. A feature that is constant but for rounding, and the features of a single sample, are centered only.
 *
 * X: (n_samples, n_features), any unit → same shape, the square root of that unit. Learns `center` and `scale`: (n_features,)
 * each. The Python library has no such operator.
 *
 * @throws TooFewSamples, WrongFeatureCount, NotFinite
 * @see van den Berg, Hoefsloot, Westerhuis, Smilde & van der Werf (2006), BMC Genomics 7, 142
 */
export const paretoScaling = defineTransform({
  id: 'pareto_scaling',
  label: 'Pareto',
  class_path: 'n4a.operators.ParetoScaling',
  aliases: ['ParetoScaling', 'ParetoScaler'],
  summary: 'Center each feature and divide it by the square root of its standard deviation',
  formula: '(x − mean) / √sd, for each feature',
  source: 'van den Berg et al. (2006), BMC Genomics 7, 142',
  checked_against: 'numpy 1.24.2 by the published formula, on Tecator within 1e-10',
  params: {
    with_mean: boolean({ initial: true, help: 'Subtract the training mean of the feature' }),
    ddof: integer({ initial: 1, min: 0, max: 1, help: 'Delta degrees of freedom of the standard deviation' }),
    copy,
  },
  stateless: false,
  fit: (X, { with_mean, ddof }): ShiftAndScale => {
    checkTrainingSpectra(X, 1, 'a mean')
    const means = columnMeans(X)
    const scale = columnVariances(X, means, 0).map((variance, j) =>
      isRoundingNoise(variance, means[j]!, X.rows) ? 1 : ((variance * X.rows) / (X.rows - ddof)) ** 0.25,
    )
    return { center: with_mean ? means : new Float64Array(X.columns), scale }
  },
  transform: shiftAndScale,
  inverse: scaleAndShift,
})
