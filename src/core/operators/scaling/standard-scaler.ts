import { columnMeans, columnVariances, mapRows } from '../../math/matrix.ts'
import { isRoundingNoise } from '../../math/statistics.ts'
import { boolean } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { checkSpectra, checkTrainingSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'

/**
 * Autoscaling: center each feature on its training mean and divide it by its training standard deviation (ddof 0).
 *
 * X: (n_samples, n_features), any unit → same shape, unitless. Learns `mean` and `scale`: (n_features,) each. A feature that
 * is constant but for rounding is centered, not scaled.
 *
 * @throws TooFewSamples, WrongFeatureCount, NotFinite
 * @see scikit-learn, sklearn.preprocessing.StandardScaler
 */
export const standardScaler = defineTransform({
  id: 'standard_scaler',
  label: 'Std',
  class_path: 'sklearn.preprocessing.StandardScaler',
  aliases: ['StandardScaler', 'sklearn.preprocessing._data.StandardScaler'],
  summary: 'Center and scale each feature on its training values',
  formula: '(x − mean) / sd with ddof 0, for each feature',
  source: 'scikit-learn: sklearn.preprocessing.StandardScaler',
  checked_against: 'scikit-learn 1.2.1 on Tecator, within 1e-12; nirs4all 0.11, within 1e-9',
  params: {
    with_mean: boolean({ initial: true, help: 'Subtract the training mean of the feature' }),
    with_std: boolean({ initial: true, help: 'Divide by the training standard deviation of the feature' }),
    copy,
  },
  stateless: false,
  fit: (X, { with_mean, with_std }) => {
    checkTrainingSpectra(X, 1, 'a mean')
    const means = columnMeans(X)
    const scale = columnVariances(X, means, 0).map((variance, j) =>
      with_std && !isRoundingNoise(variance, means[j]!, X.rows) ? Math.sqrt(variance) : 1,
    )
    return { mean: with_mean ? means : new Float64Array(X.columns), scale }
  },
  transform: (X, { mean, scale }) => {
    checkSpectra(X, mean.length)
    return mapRows(X, (spectrum, target) => {
      for (let j = 0; j < spectrum.length; j++) target[j] = (spectrum[j]! - mean[j]!) / scale[j]!
    })
  },
  inverse: (X, { mean, scale }) =>
    mapRows(X, (scaled, target) => {
      for (let j = 0; j < scaled.length; j++) target[j] = scaled[j]! * scale[j]! + mean[j]!
    }),
})
