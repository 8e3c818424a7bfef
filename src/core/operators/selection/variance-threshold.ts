import { NothingSelected } from '../../errors/index.ts'
import { columnMeans, columnVariances } from '../../math/matrix.ts'
import { isRoundingNoise } from '../../math/statistics.ts'
import { real } from '../../params/index.ts'
import { checkTrainingSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'
import { selectedAxis, selectFeatures } from './selected-features.ts'

/**
 * Selection by variance: keep the features that vary more than a threshold over the training rows; a feature constant but for
 * rounding counts as constant.
 *
 * X: (n_samples, n_features), any unit → (n_samples, n_selected), same unit. Learns which features from the spectra.
 *
 * @throws NothingSelected, TooFewSamples, WrongFeatureCount, NotFinite
 * @see scikit-learn, sklearn.feature_selection.VarianceThreshold
 */
export const varianceThreshold = defineTransform({
  id: 'variance_threshold',
  label: 'VarThreshold',
  class_path: 'sklearn.feature_selection.VarianceThreshold',
  aliases: ['VarianceThreshold', 'sklearn.feature_selection._variance_threshold.VarianceThreshold'],
  summary: 'Keep the features that vary more than a threshold',
  formula: 'Σ (x − x̄)² / n > threshold, for each feature',
  source: 'scikit-learn: sklearn.feature_selection.VarianceThreshold',
  checked_against: 'scikit-learn 1.2.1 on Tecator, the same features',
  differs: 'a feature that is constant but for rounding counts as constant',
  params: {
    threshold: real({ initial: 0, min: 0, abbreviation: 't', help: 'Variance that a kept feature exceeds' }),
  },
  stateless: false,
  changes_features: true,
  fit: (X, { threshold }) => {
    checkTrainingSpectra(X, 2, 'a variance')
    const means = columnMeans(X)
    const scores = columnVariances(X, means, 0).map((variance, j) =>
      isRoundingNoise(variance, means[j]!, X.rows) ? 0 : variance,
    )
    const indices = Int32Array.from(scores.keys()).filter(j => scores[j]! > threshold)
    if (indices.length === 0) throw NothingSelected({ score: 'variance', best: Math.max(...scores), least: threshold })
    return { indices, n_features: X.columns, scores }
  },
  transform: (X, selection) => selectFeatures(X, selection),
  axisAfter: selectedAxis,
})
