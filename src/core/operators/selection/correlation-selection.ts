import { ParametersConflict } from '../../errors/index.ts'
import { centeredRows, columnMeans, columnVariances, type Matrix } from '../../math/matrix.ts'
import { multiplyTransposed } from '../../math/products.ts'
import { isRoundingNoise, mean, squaredDeviations } from '../../math/statistics.ts'
import { integer, nullable, type Parameter, real } from '../../params/index.ts'
import { checkTrainingData } from '../checks.ts'
import { checkVaries } from '../models/pls-fit.ts'
import { defineTransform } from '../operator.ts'
import { bestFeatures, featuresFrom, selectedAxis, selectFeatures } from './selected-features.ts'

const count: Parameter<number | null> = {
  ...nullable(integer({ initial: 1, min: 1, help: 'Number of features kept, the best; null to go by the threshold' })),
  initial: null,
}

/** |r| of each feature with y, 0 for a feature that is constant but for rounding: (n_features,). */
export function absoluteCorrelations(X: Matrix, y: Float64Array): Float64Array {
  const center = mean(y)
  const means = columnMeans(X)
  const variances = columnVariances(X, means, 0)
  const products = multiplyTransposed(
    centeredRows(X, means),
    y.map(value => value - center),
  )
  const spread = squaredDeviations(y, center)
  return products.map((product, j) => {
    if (isRoundingNoise(variances[j]!, means[j]!, X.rows)) return 0
    return Math.min(1, Math.abs(product) / Math.sqrt(variances[j]! * X.rows * spread))
  })
}

/**
 * Selection by correlation: keep the features whose absolute Pearson correlation with the reference values is high.
 *
 * X: (n_samples, n_features), any unit → (n_samples, n_selected), same unit. Learns which features from spectra and reference
 * values.
 *
 * @throws NothingSelected; ParametersConflict where more features are asked for than there are; ConstantTarget; TooFewSamples;
 * WrongFeatureCount; NotFinite
 * @see Pearson (1895), Proceedings of the Royal Society of London 58, 240–242
 */
export const correlationSelection = defineTransform({
  id: 'correlation_selection',
  label: 'Corr',
  class_path: 'n4a.transforms.CorrelationSelection',
  aliases: ['CorrelationSelection'],
  summary: 'Keep the features that correlate most with the reference values',
  formula: '|r[j]| ≥ threshold, or the n_features largest; r[j] the correlation of feature j with y',
  source: 'Pearson (1895), Proceedings of the Royal Society of London 58, 240–242',
  checked_against: 'numpy 1.24.2 (corrcoef), within 1e-12',
  params: {
    threshold: real({ initial: 0.3, min: 0, max: 1, abbreviation: 't', help: 'Least |r| of a feature that is kept' }),
    n_features: { ...count, abbreviation: 'n' },
  },
  stateless: false,
  supervised: true,
  changes_features: true,
  fit: (X, { threshold, n_features }, { y }) => {
    checkTrainingData(X, y, 2, 'a correlation')
    checkVaries(y)
    const correlations = absoluteCorrelations(X, y)
    if (n_features === null) return featuresFrom(correlations, threshold, 'correlation')
    if (n_features > X.columns) {
      throw ParametersConflict({ reason: `n_features is ${n_features}, but the spectra have ${X.columns}` })
    }
    return bestFeatures(correlations, n_features)
  },
  transform: (X, selection) => selectFeatures(X, selection),
  axisAfter: selectedAxis,
})
