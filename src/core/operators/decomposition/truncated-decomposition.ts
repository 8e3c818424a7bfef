import { columnMeans, columnVariances, type Matrix, row } from '../../math/matrix.ts'
import { singularValueDecomposition } from '../../math/singular-value-decomposition.ts'
import { mean } from '../../math/statistics.ts'
import { integer } from '../../params/index.ts'
import { unusedSeed } from '../accepted-parameters.ts'
import { checkTrainingSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'
import { componentCount } from './component-count.ts'
import { type Components, componentScores, turnedDirections } from './component-scores.ts'
import { algorithm, normalizer, oversamples, randomizedIterations, solverTolerance } from './solver-parameters.ts'

/** @throws TooFewSamples, TooManyComponents, SingularFit, WrongFeatureCount, NotFinite */
export function fitTruncated(X: Matrix, wanted: number): Components {
  checkTrainingSpectra(X, 1, 'a singular vector')
  const { values, left, right } = singularValueDecomposition(X)
  // Variance of the scores about their mean, which is not the square of the singular value: nothing was centred.
  const variances = values.map((value, k) => {
    const scores = row(left, k)
    const center = mean(scores)
    return (scores.reduce((sum, score) => sum + (score - center) ** 2, 0) * value ** 2) / X.rows
  })
  const total = columnVariances(X, columnMeans(X), 0).reduce((sum, value) => sum + value, 0)
  const count = componentCount(wanted, values, variances, total, { n_train: X.rows, n_features: X.columns })
  return { mean: null, directions: turnedDirections(right, count), scale: null }
}

/**
 * Truncated singular value decomposition: scores of the spectra, not centred, on the first right singular vectors of the
 * training spectra.
 *
 * X: (n_samples, n_features), any unit → (n_samples, n_components), same unit. Learns directions; in each the element of
 * greatest size is positive.
 *
 * Unlike the Python library: the decomposition is exact, so nothing depends on a seed.
 *
 * @throws SingularFit where the spectra hold fewer components; TooManyComponents; TooFewSamples; WrongFeatureCount; NotFinite
 * @see Golub & Van Loan (2013), Matrix Computations, section 2.4; signs as scikit-learn since 1.5
 */
export const truncatedDecomposition = defineTransform({
  id: 'truncated_singular_value_decomposition',
  label: 'TruncatedSVD',
  class_path: 'sklearn.decomposition.TruncatedSVD',
  aliases: ['SVD', 'sklearn.decomposition._truncated_svd.TruncatedSVD'],
  summary: 'Replace each spectrum by its scores on the first singular vectors, without centring',
  formula: 't = x V, V the first right singular vectors of the training spectra',
  source: 'Golub & Van Loan (2013), Matrix Computations, section 2.4',
  checked_against: 'numpy 1.24.2 (linalg.svd), within 1e-11',
  differs: 'exact, so nothing depends on a seed, and more components than the spectra hold are refused',
  params: {
    n_components: integer({ initial: 2, min: 1, abbreviation: 'nc', help: 'Number of components' }),
    algorithm,
    n_iter: randomizedIterations,
    n_oversamples: oversamples,
    power_iteration_normalizer: normalizer,
    random_state: unusedSeed,
    tol: solverTolerance,
  },
  stateless: false,
  changes_features: true,
  fit: (X, { n_components }) => fitTruncated(X, n_components),
  transform: (X, components) => componentScores(X, components),
})
