import { SingularFit } from '../../errors/index.ts'
import { openSpectraPass, type SpectraPass } from '../../math/kernels/spectra-pass.ts'
import { type Matrix, row, zeros } from '../../math/matrix.ts'
import { addScaled, dot } from '../../math/products.ts'

/** What partial least squares extracts, one row per component. */
export interface PlsComponents {
  /** Of unit length: (n_components, n_features). */
  readonly x_weights: Matrix
  /** (n_components, n_features) */
  readonly x_loadings: Matrix
  /** Take centred spectra straight to scores: (n_components, n_features). */
  readonly x_rotations: Matrix
  /** (n_components, n_samples) */
  readonly x_scores: Matrix
  /** In the unit of y: (n_components,). */
  readonly y_loadings: Float64Array
}

/** A covariance this small against the lengths of X and y is what rounding leaves of none. */
const noCovariance = 1e-14
/** Residuals this small against y are what rounding leaves of an exact fit, ill-conditioned spectra included. */
const noResidual = 1e-10

/**
 * Components of one centred target by the improved kernel algorithm: only the covariance of X and y is deflated, never X.
 *
 * @param X centred (and scaled): (n_samples, n_features)
 * @param y centred: (n_samples,)
 * @throws SingularFit when the spectra hold fewer components that covary with y
 * @see Dayal & MacGregor (1997), Journal of Chemometrics 11(1), 73–85, algorithm 1
 */
export function plsComponents(X: Matrix, y: Float64Array, n_components: number): PlsComponents {
  return componentsOfPass(X, openSpectraPass(X), y, n_components)
}

/** The same of spectra that are read through `pass`. */
export function componentsOfPass(
  X: Pick<Matrix, 'rows' | 'columns'>,
  pass: SpectraPass,
  y: Float64Array,
  n_components: number,
): PlsComponents {
  const x_weights = zeros(n_components, X.columns)
  const x_loadings = zeros(n_components, X.columns)
  const x_rotations = zeros(n_components, X.columns)
  const x_scores = zeros(n_components, X.rows)
  const y_loadings = new Float64Array(n_components)
  const covariance = pass.products(y).slice()
  const residual = y.slice()
  const leastCovariance = noCovariance * Math.sqrt(pass.sumOfSquares() * dot(y, y))
  const leastResidual = noResidual * Math.sqrt(dot(y, y))
  for (let a = 0; a < n_components; a++) {
    const length = Math.sqrt(dot(covariance, covariance))
    if (!(length > leastCovariance)) {
      throw SingularFit({ reason: `after ${a} components nothing in the spectra covaries with y` })
    }
    if (dot(residual, residual) <= leastResidual ** 2) {
      throw SingularFit({ reason: `${a} components fit y exactly, so there is nothing left for another` })
    }
    const weights = row(x_weights, a)
    const rotations = row(x_rotations, a)
    for (let j = 0; j < weights.length; j++) weights[j] = covariance[j]! / length
    rotations.set(weights)
    for (let b = 0; b < a; b++) addScaled(rotations, -dot(row(x_loadings, b), weights), row(x_rotations, b))
    const { scores, products } = pass.scoresAndProducts(rotations)
    const size = dot(scores, scores)
    const y_loading = dot(rotations, covariance) / size
    const loadings = row(x_loadings, a)
    for (let j = 0; j < loadings.length; j++) loadings[j] = products[j]! / size
    addScaled(covariance, -y_loading, products)
    addScaled(residual, -y_loading, scores)
    row(x_scores, a).set(scores)
    y_loadings[a] = y_loading
  }
  return { x_weights, x_loadings, x_rotations, x_scores, y_loadings }
}
