import { columnMeans, type Matrix, row } from '../../math/matrix.ts'
import { dot } from '../../math/products.ts'
import { mean } from '../../math/statistics.ts'
import { boolean, integer, real } from '../../params/index.ts'
import { checkTrainingData } from '../checks.ts'
import { plsComponents } from '../models/pls-components.ts'
import { checkComponents, checkVaries, scaledRows, scalesOf } from '../models/pls-fit.ts'
import { defineTransform } from '../operator.ts'
import { featuresFrom, selectedAxis, selectFeatures } from './selected-features.ts'

/**
 * Variable importance in the projection of a PLS regression: (n_features,); its mean square is 1.
 * @throws ConstantTarget; SingularFit where the spectra hold fewer components; TooManyComponents
 */
export function projectionImportance(X: Matrix, y: Float64Array, n_components: number, scale: boolean): Float64Array {
  checkComponents({ n_samples: X.rows, n_features: X.columns }, n_components)
  checkVaries(y)
  const x_mean = columnMeans(X)
  const x_std = scale ? scalesOf(X, x_mean, 1) : new Float64Array(X.columns).fill(1)
  const center = mean(y)
  const components = plsComponents(
    scaledRows(X, x_mean, x_std),
    y.map(value => value - center),
    n_components,
  )
  const explained = components.y_loadings.map((loading, a) => {
    const scores = row(components.x_scores, a)
    return loading * loading * dot(scores, scores)
  })
  const total = explained.reduce((sum, value) => sum + value, 0)
  const squares = new Float64Array(X.columns)
  explained.forEach((share, a) => {
    const weights = row(components.x_weights, a)
    for (let j = 0; j < squares.length; j++) squares[j]! += share * weights[j]! ** 2
  })
  return squares.map(square => Math.sqrt((X.columns * square) / total))
}

/**
 * Selection by the variable importance in projection (VIP): keep the features that a PLS regression of y leans on.
 *
 * X: (n_samples, n_features), any unit → (n_samples, n_selected), same unit. Learns which features from spectra and reference
 * values.
 *
 * @throws NothingSelected; ConstantTarget; SingularFit; TooManyComponents; TooFewSamples; WrongFeatureCount; NotFinite
 * @see Wold, Johansson & Cocchi (1993), in 3D QSAR in Drug Design, ESCOM, 523–550; Chong & Jun (2005), Chemometrics and
 * Intelligent Laboratory Systems 78, 103–112
 */
export const projectionImportanceSelection = defineTransform({
  id: 'projection_importance_selection',
  label: 'VIP',
  class_path: 'n4a.transforms.VIP',
  aliases: ['VIPSelection'],
  summary: 'Keep the features of high variable importance in the projection of a PLS regression',
  formula: 'VIP[j] = √(p Σ sₐ w[a, j]² / Σ sₐ) ≥ threshold, sₐ = qₐ² tₐᵀtₐ, over the components a',
  source: 'Chong & Jun (2005), Chemometrics and Intelligent Laboratory Systems 78, 103–112',
  checked_against: 'scikit-learn 1.2.1 (importances from its PLSRegression), within 1e-11',
  params: {
    n_components: integer({ initial: 5, min: 1, abbreviation: 'nc', help: 'Number of PLS components' }),
    threshold: real({ initial: 1, min: 0, abbreviation: 't', help: 'Least importance of a feature that is kept' }),
    scale: boolean({ initial: true, help: 'Divide each feature by its training standard deviation (ddof 1)' }),
  },
  stateless: false,
  supervised: true,
  changes_features: true,
  fit: (X, { n_components, threshold, scale }, { y }) => {
    checkTrainingData(X, y, 2, 'the importance of features')
    return featuresFrom(projectionImportance(X, y, n_components, scale), threshold, 'importance')
  },
  transform: (X, selection) => selectFeatures(X, selection),
  axisAfter: selectedAxis,
})
