import { copy, unusedSeed } from '../accepted-parameters.ts'
import { defineTransform } from '../operator.ts'
import { countOrShare } from './component-count.ts'
import { componentScores } from './component-scores.ts'
import { fitPrincipalComponents, whiten } from './principal-components.ts'
import { solver } from './solver-parameters.ts'

/**
 * Principal component analysis by a number of components or a share of the variance.
 *
 * X: (n_samples, n_features), any unit → (n_samples, n_components), same unit (unitless if whitened). Learns means and
 * directions; in each direction the element of greatest size is positive.
 *
 * Unlike the Python library: more components than the spectra hold are refused, not lowered in silence.
 *
 * @throws SingularFit where the spectra hold fewer components; TooManyComponents; TooFewSamples; WrongFeatureCount; NotFinite
 * @see Jolliffe (2002), Principal Component Analysis, 2nd edition, Springer
 */
export const flexiblePrincipalComponents = defineTransform({
  id: 'flexible_principal_components',
  label: 'FlexiblePCA',
  class_path: 'nirs4all.operators.transforms.FlexiblePCA',
  aliases: ['nirs4all.operators.FlexiblePCA', 'nirs4all.operators.transforms.feature_selection.FlexiblePCA'],
  summary: 'Replace each spectrum by its scores on as many principal components as explain a share of the variance',
  formula: 't = (x − x̄) V, V the directions of greatest variance of the training spectra',
  source: 'Jolliffe (2002), Principal Component Analysis, 2nd edition, Springer',
  checked_against: 'scikit-learn 1.2.1 (PCA) on Tecator, within 1e-10; nirs4all 0.11, within 1e-9',
  differs: 'more components than the spectra hold are refused, not lowered in silence',
  params: { n_components: countOrShare(0.95), whiten, svd_solver: solver, random_state: unusedSeed, copy },
  stateless: false,
  changes_features: true,
  fit: (X, params) => fitPrincipalComponents(X, params.n_components, params.whiten),
  transform: (X, components) => componentScores(X, components),
})
