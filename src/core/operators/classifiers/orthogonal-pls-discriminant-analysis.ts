import { SingularFit } from '../../errors/index.ts'
import { columnMeans, type Matrix, takeRows } from '../../math/matrix.ts'
import { dot } from '../../math/products.ts'
import { singularValueDecomposition } from '../../math/singular-value-decomposition.ts'
import { boolean, integer } from '../../params/index.ts'
import { checkSpectra } from '../checks.ts'
import { checkBothComponents, filtered, type OrthogonalFilter, orthogonalComponents } from '../models/orthogonal-pls.ts'
import { scaledRows, scalesOf } from '../models/pls-fit.ts'
import { covariancesOf, dominantWeights } from '../models/pls2-components.ts'
import { defineClassifier } from '../operator.ts'
import { checkTrainingClasses } from './check-classes.ts'
import { classIndicators } from './class-indicators.ts'
import { type LinearDecisions, linearDecisions } from './linear-decisions.ts'
import { plsDecisions, untilSettled } from './pls-decisions.ts'

/**
 * Orthogonal partial least squares discriminant analysis: variation of the spectra that is orthogonal to all classes is
 * removed, and PLS discriminant analysis follows.
 *
 * X: (n_samples, n_features), y: (n_samples,) of codes → predicted indicators: (n_samples, n_classes), as those of PLSDA.
 * Learns means, scales, the orthogonal weights and loadings, and the PLS of what remains (which is scaled again).
 *
 * @throws OneClass; SingularFit; TooManyComponents; ParametersConflict; TooFewSamples; WrongFeatureCount; NotFinite
 * @see Bylesjö et al. (2006), Journal of Chemometrics 20(8–10), 341–351; Trygg & Wold (2002), Journal of Chemometrics 16(3),
 *   119–128, for several targets
 */
export const orthogonalPlsDiscriminantAnalysis = defineClassifier({
  id: 'orthogonal_pls_discriminant_analysis',
  label: 'OPLSDA',
  class_path: 'nirs4all.operators.models.OPLSDA',
  aliases: ['nirs4all.operators.models.sklearn.oplsda.OPLSDA', 'nirs4all.operators.models.sklearn.OPLSDA'],
  summary: 'PLS discriminant analysis after the variation orthogonal to the classes is removed',
  formula: 'X − Σ tₒ pₒᵀ with tₒ = X wₒ, wₒ the part of the loadings orthogonal to XᵀY of the indicators Y; then PLSDA',
  source: 'Bylesjö et al. (2006), Journal of Chemometrics 20(8–10), 341–351',
  checked_against:
    'what it defines: its scores are orthogonal to all classes, and two classes give the numbers of OPLS',
  differs:
    'what is removed is orthogonal to all of several classes (Trygg & Wold 2002), and more components than the spectra hold are refused',
  scores_are: 'decisions',
  params: {
    n_components: integer({
      initial: 1,
      min: 1,
      abbreviation: 'nc',
      help: 'Number of orthogonal components to remove',
    }),
    pls_components: integer({
      initial: 5,
      min: 1,
      abbreviation: 'pc',
      help: 'Number of components of the PLS that follows',
    }),
    scale: boolean({
      initial: true,
      help: 'Divide each feature by its training standard deviation (ddof 1) before the filter',
    }),
  },
  checkShape: (shape, { n_components, pls_components }) => checkBothComponents(shape, n_components, pls_components),
  fit: (X, y, { n_components, pls_components, scale }) =>
    fitOrthogonal(X, y, n_components, scale, [pls_components])[0]!,
  scores: orthogonalDecisions,
  family: {
    parameters: ['pls_components'],
    fitPredict: (X, y, members, targets) => {
      const { n_components, scale } = members[0]!
      const counts = members.map(({ pls_components }) => pls_components)
      return fitOrthogonal(X, y, n_components, scale, counts).map(model => ({
        predictions: targets.map(target => orthogonalDecisions(target, model)),
      }))
    },
  },
})

interface OrthogonalDecisions extends OrthogonalFilter {
  readonly x_mean: Float64Array
  readonly x_std: Float64Array
  readonly pls: LinearDecisions
}

function fitOrthogonal(
  X: Matrix,
  y: Float64Array,
  n_components: number,
  scale: boolean,
  counts: readonly number[],
): OrthogonalDecisions[] {
  checkTrainingClasses(X, y, 'orthogonal PLS discriminant analysis')
  checkBothComponents({ n_samples: X.rows, n_features: X.columns }, n_components, Math.max(...counts))
  const x_mean = columnMeans(X)
  const x_std = scale ? scalesOf(X, x_mean, 1) : new Float64Array(X.columns).fill(1)
  const scaled = scaledRows(X, x_mean, x_std)
  const filter = orthogonalToClasses(scaled, y, n_components)
  return plsDecisions(filtered(scaled, filter), y, counts).map(pls => ({ x_mean, x_std, ...filter, pls }))
}

/** A covariance this small against the lengths of X and Y, or against the largest, is what rounding leaves of none. */
const nothing = 1e-12

function orthogonalToClasses(X: Matrix, y: Float64Array, n_components: number): OrthogonalFilter {
  const indicators = classIndicators(y)
  const means = columnMeans(indicators)
  const Y = scaledRows(indicators, means, scalesOf(indicators, means, 1))
  const covariances = covariancesOf(X, Y)
  const least = nothing * Math.sqrt(dot(X.values, X.values) * dot(Y.values, Y.values))
  const weights = dominantWeights(covariances, least, untilSettled, 0)
  const { values, right } = singularValueDecomposition(covariances)
  const covarying = Array.from(values.keys()).filter(k => values[k]! > nothing * values[0]!)
  if (covarying.length >= X.columns) {
    throw SingularFit({
      reason: 'every direction of the spectra covaries with a class, so nothing is orthogonal to all',
    })
  }
  return orthogonalComponents(X, weights, takeRows(right, covarying), n_components)
}

function orthogonalDecisions(X: Matrix, { x_mean, x_std, pls, ...filter }: OrthogonalDecisions): Matrix {
  checkSpectra(X, x_mean.length)
  return linearDecisions(filtered(scaledRows(X, x_mean, x_std), filter), pls)
}
