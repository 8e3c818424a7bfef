import { SingularFit, TooManyComponents } from '../../errors/index.ts'
import { centeredRows, columnMeans, type Matrix, row, takeRows, zeros } from '../../math/matrix.ts'
import { dot } from '../../math/products.ts'
import { singularValueDecomposition } from '../../math/singular-value-decomposition.ts'
import { checkSpectra, checkTrainingSpectra } from '../checks.ts'

/** Principal components that outliers are looked for in. */
export interface SpectralComponents {
  readonly n_samples: number
  /** (n_features,) */
  readonly mean: Float64Array
  /** One direction of unit length per row: (n_components, n_features). */
  readonly directions: Matrix
  /** Variances (ddof 1) of the scores: (n_components,). */
  readonly variances: Float64Array
  /** Variances of the components left out. */
  readonly residual_variances: Float64Array
}

/** Components where the user names none. */
export const usualComponents = 10

/** A singular value this small against the largest, or against the spectra before centering, is what rounding leaves of none. */
const noSpread = 1e-12

/** Directions in which spectra vary, by the singular values of what centering left of X. */
export function directionsIn(X: Matrix, singularValues: Float64Array): number {
  const least = noSpread * Math.max(singularValues[0]!, Math.sqrt(dot(X.values, X.values)) / 100)
  return singularValues.filter(value => value > least).length
}

/**
 * @param wanted null for ten, or as many as there are
 * @param spare components to leave out at least: 1 where a residual is needed
 * @throws TooFewSamples, WrongFeatureCount, NotFinite, SingularFit, TooManyComponents
 */
export function fitSpectralComponents(X: Matrix, wanted: number | null, spare = 0, usual = usualComponents) {
  checkTrainingSpectra(X, 3, 'a filter of spectra')
  const mean = columnMeans(X)
  const { values, right } = singularValueDecomposition(centeredRows(X, mean))
  const rank = directionsIn(X, values)
  if (rank <= spare) throw SingularFit({ reason: `the training spectra vary in ${rank} directions only` })
  const limit = Math.min(X.rows, X.columns)
  if (wanted !== null && wanted > limit) {
    throw TooManyComponents({ n_components: wanted, limit, n_train: X.rows, n_features: X.columns })
  }
  if (wanted !== null && wanted > rank - spare) {
    throw SingularFit({
      reason: `${wanted} components were asked for, but the training spectra hold ${rank}${spare > 0 ? ', and a residual must be left' : ''}`,
    })
  }
  const count = wanted ?? Math.min(usual, rank - spare)
  const variances = values.slice(0, rank).map(value => value ** 2 / (X.rows - 1))
  const components: SpectralComponents = {
    n_samples: X.rows,
    mean,
    directions: takeRows(
      right,
      Array.from({ length: count }, (_, k) => k),
    ),
    variances: variances.slice(0, count),
    residual_variances: variances.slice(count),
  }
  return components
}

/** Scores of spectra: (n_samples, n_components). @throws WrongFeatureCount, NotFinite */
export function scoresOf(X: Matrix, { mean, directions }: SpectralComponents): Matrix {
  checkSpectra(X, directions.columns)
  const centered = centeredRows(X, mean)
  const scores = zeros(X.rows, directions.rows)
  for (let i = 0; i < X.rows; i++) {
    for (let k = 0; k < directions.rows; k++) row(scores, i)[k] = dot(row(centered, i), row(directions, k))
  }
  return scores
}

/** Hotelling's T² = Σ t²/λ: (n_samples,). */
export function squaredDistances(X: Matrix, components: SpectralComponents): Float64Array {
  const scores = scoresOf(X, components)
  return Float64Array.from({ length: X.rows }, (_, i) =>
    row(scores, i).reduce((sum, score, k) => sum + score ** 2 / components.variances[k]!, 0),
  )
}

/** Q: the squared length of what the components leave of each centred spectrum: (n_samples,). */
export function squaredResiduals(X: Matrix, components: SpectralComponents): Float64Array {
  const scores = scoresOf(X, components)
  const rest = centeredRows(X, components.mean)
  return Float64Array.from({ length: X.rows }, (_, i) => {
    const residual = row(rest, i)
    for (let k = 0; k < components.directions.rows; k++) {
      const [score, direction] = [row(scores, i)[k]!, row(components.directions, k)]
      for (let j = 0; j < residual.length; j++) residual[j]! -= score * direction[j]!
    }
    return dot(residual, residual)
  })
}
