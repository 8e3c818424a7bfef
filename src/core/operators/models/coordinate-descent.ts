import { type Matrix, row, transposed } from '../../math/matrix.ts'
import { addScaled, dot, multiplyTransposed, rowProducts } from '../../math/products.ts'

/** (1 / 2) ‖y − Xb‖² + l1 · Σ|b| + (l2 / 2) ‖b‖². */
export interface ElasticNetProblem {
  /** Centred: (n_samples, n_features). */
  readonly X: Matrix
  /** Centred: (n_samples,). */
  readonly y: Float64Array
  readonly l1: number
  readonly l2: number
  /** Keep every coefficient from being negative. */
  readonly positive: boolean
}

export interface CoordinateDescent {
  /** (n_features,) */
  readonly coefficients: Float64Array
  readonly n_iter: number
  /** How far the objective can at most be from its minimum. */
  readonly dual_gap: number
  readonly converged: boolean
}

/**
 * Minimise by one coefficient after the other, until no coefficient changes by more than `tol` of the largest and the duality
 * gap is below `tol · ‖y‖²`.
 *
 * @see Friedman, Hastie & Tibshirani (2010), Journal of Statistical Software 33(1), 1–22; Kim et al. (2007), IEEE Journal of
 *   Selected Topics in Signal Processing 1(4), 606–617, for the gap
 */
export function coordinateDescent(problem: ElasticNetProblem, max_iter: number, tol: number): CoordinateDescent {
  const { X, y, l1, l2, positive } = problem
  const coefficients = new Float64Array(X.columns)
  const features = transposed(X)
  const squares = Float64Array.from({ length: X.columns }, (_, j) => dot(row(features, j), row(features, j)))
  const gradients = X.columns <= 2 * X.rows ? gradientsByProducts(features, y) : gradientsByResidual(features, y)
  const goal = tol * dot(y, y)
  let dual_gap = Number.POSITIVE_INFINITY
  for (let n_iter = 1; n_iter <= max_iter; n_iter++) {
    let largest = 0
    let largestChange = 0
    for (let j = 0; j < coefficients.length; j++) {
      if (squares[j] === 0) continue
      const before = coefficients[j]!
      const pull = gradients.of(j) + before * squares[j]!
      const shrunk = Math.max(Math.abs(pull) - l1, 0) / (squares[j]! + l2)
      const after = pull > 0 ? shrunk : positive ? 0 : -shrunk
      if (after !== before) {
        coefficients[j] = after
        gradients.move(j, after - before)
      }
      largestChange = Math.max(largestChange, Math.abs(after - before))
      largest = Math.max(largest, Math.abs(after))
    }
    if (largest === 0 || largestChange < tol * largest || n_iter === max_iter) {
      dual_gap = dualityGap(problem, features, coefficients)
      if (dual_gap <= goal) return { coefficients, n_iter, dual_gap, converged: true }
    }
  }
  return { coefficients, n_iter: max_iter, dual_gap, converged: false }
}

/** Products of the features with the residual y − Xb, kept up to date while b moves. */
interface Gradients {
  readonly of: (j: number) => number
  readonly move: (j: number, change: number) => void
}

/** From the products of the features with each other: fast where there are not many more features than samples. */
function gradientsByProducts(features: Matrix, y: Float64Array): Gradients {
  const products = rowProducts(features)
  const gradients = new Float64Array(features.rows)
  for (let j = 0; j < gradients.length; j++) gradients[j] = dot(row(features, j), y)
  return {
    of: j => gradients[j]!,
    move: (j, change) => addScaled(gradients, -change, row(products, j)),
  }
}

function gradientsByResidual(features: Matrix, y: Float64Array): Gradients {
  const residual = y.slice()
  return {
    of: j => dot(row(features, j), residual),
    move: (j, change) => addScaled(residual, -change, row(features, j)),
  }
}

function dualityGap({ X, y, l1, l2, positive }: ElasticNetProblem, features: Matrix, b: Float64Array): number {
  const residual = y.slice()
  for (let j = 0; j < b.length; j++) if (b[j] !== 0) addScaled(residual, -b[j]!, row(features, j))
  const slopes = multiplyTransposed(X, residual)
  addScaled(slopes, -l2, b)
  const steepest = slopes.reduce((most, slope) => Math.max(most, positive ? slope : Math.abs(slope)), -Infinity)
  const residualSquares = dot(residual, residual)
  const scale = steepest > l1 ? l1 / steepest : 1
  const squares = dot(b, b)
  const lengths = b.reduce((sum, value) => sum + Math.abs(value), 0)
  return (
    (steepest > l1 ? 0.5 * residualSquares * (1 + scale * scale) : residualSquares) +
    l1 * lengths -
    scale * dot(residual, y) +
    0.5 * l2 * (1 + scale * scale) * squares
  )
}
