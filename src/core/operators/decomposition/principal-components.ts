import { centeredRows, columnMeans, type Matrix } from '../../math/matrix.ts'
import { singularValueDecomposition } from '../../math/singular-value-decomposition.ts'
import { boolean, type Parameter } from '../../params/index.ts'
import { copy, unusedSeed } from '../accepted-parameters.ts'
import { checkTrainingSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'
import { componentCount, countOrShare } from './component-count.ts'
import { type Components, componentScores, turnedDirections } from './component-scores.ts'
import { normalizer, oversamples, powerIterations, solver, solverTolerance } from './solver-parameters.ts'

const countShareOrAll: Parameter<number | null> = {
  ...countOrShare(1),
  initial: null,
  expected: 'an integer ≥ 1, a number between 0 and 1, or null',
  help: 'Number of components, or the share of the variance that they explain at least; null for all',
  accepts: value => value === null || countOrShare(1).accepts(value),
  refused: ['mle', 0, -1, 1.5],
}

export const whiten = boolean({
  initial: false,
  help: 'Divide the scores by their training standard deviation (ddof 1)',
})

/** @throws TooFewSamples, TooManyComponents, SingularFit, WrongFeatureCount, NotFinite */
export function fitPrincipalComponents(X: Matrix, wanted: number | null, whitened: boolean): Components {
  checkTrainingSpectra(X, 2, 'a principal component')
  const mean = columnMeans(X)
  const { values, right } = singularValueDecomposition(centeredRows(X, mean))
  const variances = values.map(value => value ** 2 / (X.rows - 1))
  const total = variances.reduce((sum, value) => sum + value, 0)
  const sizes = { n_train: X.rows, n_features: X.columns }
  const count = componentCount(wanted, values, variances, total, sizes)
  const scale = whitened ? variances.slice(0, count).map(Math.sqrt) : null
  return { mean, directions: turnedDirections(right, count), scale }
}

/**
 * Principal component analysis: scores of the centred spectra on the directions in which the training spectra vary most.
 *
 * X: (n_samples, n_features), any unit → (n_samples, n_components), same unit (unitless if whitened). Learns means and
 * directions; in each direction the element of greatest size is positive.
 *
 * Unlike the Python library: components that rounding made are refused, or left out where all are asked for.
 *
 * @throws SingularFit where the spectra hold fewer components; TooManyComponents; TooFewSamples; WrongFeatureCount; NotFinite
 * @see Jolliffe (2002), Principal Component Analysis, 2nd edition, Springer; signs as scikit-learn since 1.5
 */
export const principalComponents = defineTransform({
  id: 'principal_components',
  label: 'PCA',
  class_path: 'sklearn.decomposition.PCA',
  aliases: ['sklearn.decomposition._pca.PCA'],
  summary: 'Replace each spectrum by its scores on the principal components',
  formula: 't = (x − x̄) V, V the directions of greatest variance of the training spectra',
  source: 'Jolliffe (2002), Principal Component Analysis, 2nd edition, Springer',
  checked_against: 'scikit-learn 1.2.1, within 1e-11; nirs4all 0.11, within 1e-9',
  differs: 'components that rounding made are refused, or left out where all are asked for',
  params: {
    n_components: countShareOrAll,
    whiten,
    svd_solver: solver,
    tol: solverTolerance,
    iterated_power: powerIterations,
    n_oversamples: oversamples,
    power_iteration_normalizer: normalizer,
    random_state: unusedSeed,
    copy,
  },
  stateless: false,
  changes_features: true,
  fit: (X, params) => fitPrincipalComponents(X, params.n_components, params.whiten),
  transform: (X, components) => componentScores(X, components),
})
