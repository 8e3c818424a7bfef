import { SingularFit } from '../../errors/index.ts'
import { type Matrix, row, transposed, zeros } from '../../math/matrix.ts'
import { addScaled, dot, multiply, multiplyTransposed, rowProducts } from '../../math/products.ts'

/** When the weights of a component have settled. */
export interface InnerLoop {
  /** Stop when the squared length of their change is below. */
  readonly tol: number
  /** Most rounds; the weights reached then are taken. */
  readonly max_iter: number
}

/** What partial least squares of several targets extracts, one row per component. */
export interface SeveralTargetsComponents {
  /** Of unit length: (n_components, n_features). */
  readonly x_weights: Matrix
  /** (n_components, n_features) */
  readonly x_loadings: Matrix
  /** Take centred spectra straight to scores: (n_components, n_features). */
  readonly x_rotations: Matrix
  /** (n_components, n_samples) */
  readonly x_scores: Matrix
  /** In the units of Y: (n_components, n_targets). */
  readonly y_loadings: Matrix
}

/** A covariance this small against the lengths of X and Y is what rounding leaves of none. */
const noCovariance = 1e-14
/** Residuals this small against Y are what rounding leaves of an exact fit. */
const noResidual = 1e-10

/**
 * Components of several centred targets (PLS2): weights are the direction of greatest covariance with any combination of the
 * targets, sought as NIPALS does, from the first target that still covaries. Its rounds see only the products of the
 * covariances, (n_targets, n_targets), and only the covariances are deflated, so the components are those of NIPALS at a
 * fraction of the work.
 *
 * @param X centred (and scaled): (n_samples, n_features)
 * @param Y centred (and scaled): (n_samples, n_targets)
 * @throws SingularFit when the spectra hold fewer components that covary with the targets
 * @see Wold, Sjöström & Eriksson (2001), Chemometrics and Intelligent Laboratory Systems 58(2), 109–130; Dayal & MacGregor
 * (1997), Journal of Chemometrics 11(1), 73–85, algorithm 1
 */
export function severalTargetsComponents(
  X: Matrix,
  Y: Matrix,
  n_components: number,
  innerLoop: InnerLoop,
): SeveralTargetsComponents {
  const x_weights = zeros(n_components, X.columns)
  const x_loadings = zeros(n_components, X.columns)
  const x_rotations = zeros(n_components, X.columns)
  const x_scores = zeros(n_components, X.rows)
  const y_loadings = zeros(n_components, Y.columns)
  const covariances = covariancesOf(X, Y)
  const residuals = transposed(Y)
  const squares = dot(Y.values, Y.values)
  const least = noCovariance * Math.sqrt(dot(X.values, X.values) * squares)
  for (let a = 0; a < n_components; a++) {
    if (dot(residuals.values, residuals.values) <= noResidual ** 2 * squares) {
      throw SingularFit({ reason: `${a} components fit y exactly, so there is nothing left for another` })
    }
    const weights = dominantWeights(covariances, least, innerLoop, a)
    const rotations = weights.slice()
    for (let b = 0; b < a; b++) addScaled(rotations, -dot(row(x_loadings, b), weights), row(x_rotations, b))
    const scores = multiply(X, rotations)
    const size = dot(scores, scores)
    const products = multiplyTransposed(X, scores)
    row(y_loadings, a).set(multiply(covariances, rotations).map(value => value / size))
    row(y_loadings, a).forEach((loading, k) => {
      addScaled(row(covariances, k), -loading, products)
      addScaled(row(residuals, k), -loading, scores)
    })
    row(x_weights, a).set(weights)
    row(x_rotations, a).set(rotations)
    row(x_scores, a).set(scores)
    row(x_loadings, a).set(products.map(value => value / size))
  }
  return { x_weights, x_loadings, x_rotations, x_scores, y_loadings }
}

/** YᵀX: (n_targets, n_features). */
export function covariancesOf(X: Matrix, Y: Matrix): Matrix {
  const covariances = zeros(Y.columns, X.columns)
  const targets = transposed(Y)
  for (let k = 0; k < Y.columns; k++) row(covariances, k).set(multiplyTransposed(X, row(targets, k)))
  return covariances
}

/**
 * The first right singular vector of the covariances, of unit length: (n_features,).
 * @param least the length of a covariance that is nothing
 * @param found number of components before, for the message
 * @throws SingularFit
 */
export function dominantWeights(
  covariances: Matrix,
  least: number,
  { tol, max_iter }: InnerLoop,
  found: number,
): Float64Array {
  const products = rowProducts(covariances)
  const n_targets = covariances.rows
  const start = Array.from({ length: n_targets }, (_, k) => products.values[k * n_targets + k]!).findIndex(
    square => Math.sqrt(square) > least,
  )
  if (start < 0) throw SingularFit({ reason: `after ${found} components nothing in the spectra covaries with y` })
  // Weights are a combination of the covariances; its coefficients are scaled so that the weights have unit length.
  const scaled = (combination: Float64Array) => {
    const length = Math.sqrt(dot(combination, multiply(products, combination)))
    return combination.map(value => value / length)
  }
  let combination = scaled(new Float64Array(n_targets).with(start, 1))
  for (let round = 1; round < max_iter && n_targets > 1; round++) {
    const next = scaled(multiply(products, combination))
    const change = next.map((value, k) => value - combination[k]!)
    combination = next
    if (dot(change, multiply(products, change)) < tol) break
  }
  const weights = multiplyTransposed(covariances, combination)
  const length = Math.sqrt(dot(weights, weights))
  return weights.map(value => value / length)
}
