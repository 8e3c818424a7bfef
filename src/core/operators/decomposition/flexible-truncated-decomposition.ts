import { copy, unusedSeed } from '../accepted-parameters.ts'
import { defineTransform } from '../operator.ts'
import { countOrShare } from './component-count.ts'
import { componentScores } from './component-scores.ts'
import { algorithm, randomizedIterations } from './solver-parameters.ts'
import { fitTruncated } from './truncated-decomposition.ts'

/**
 * Truncated singular value decomposition by a number of components or a share of the variance.
 *
 * X: (n_samples, n_features), any unit → (n_samples, n_components), same unit. Learns directions; in each the element of
 * greatest size is positive.
 *
 * Unlike the Python library: more components than the spectra hold are refused, not lowered in silence; nothing depends on a
 * seed.
 *
 * @throws SingularFit where the spectra hold fewer components; TooManyComponents; TooFewSamples; WrongFeatureCount; NotFinite
 * @see Golub & Van Loan (2013), Matrix Computations, section 2.4
 */
export const flexibleTruncatedDecomposition = defineTransform({
  id: 'flexible_truncated_singular_value_decomposition',
  label: 'FlexibleSVD',
  class_path: 'nirs4all.operators.transforms.FlexibleSVD',
  aliases: ['nirs4all.operators.FlexibleSVD', 'nirs4all.operators.transforms.feature_selection.FlexibleSVD'],
  summary: 'Replace each spectrum by its scores on as many singular vectors as explain a share of the variance',
  formula: 't = x V, V the first right singular vectors of the training spectra',
  source: 'Golub & Van Loan (2013), Matrix Computations, section 2.4',
  checked_against: 'numpy 1.24.2 (linalg.svd), the same number of components',
  differs: 'more components than the spectra hold are refused, not lowered in silence; nothing depends on a seed',
  params: {
    n_components: countOrShare(0.95),
    algorithm,
    n_iter: randomizedIterations,
    random_state: unusedSeed,
    copy,
  },
  stateless: false,
  changes_features: true,
  fit: (X, { n_components }) => fitTruncated(X, n_components),
  transform: (X, components) => componentScores(X, components),
})
