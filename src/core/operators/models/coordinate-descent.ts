import { type Matrix, row, transposed } from '../../math/matrix.ts'
import { addScaled, dot, multiplyTransposed, rowProducts } from '../../math/products.ts'

/** What every penalty takes of the data. */
export interface DescentData {
  /** Centred: (n_samples, n_features). */
  readonly X: Matrix
  /** Centred: (n_samples,). */
  readonly y: Float64Array
  /** Xᵀ: (n_features, n_samples). */
  readonly features: Matrix
  /** Of the length of each feature: (n_features,). */
  readonly squares: Float64Array
  /** Of each feature with y, and of the features with each other, where there are not many more features than samples. */
  readonly products: { readonly withTarget: Float64Array; readonly ofFeatures: Matrix } | null
}

export function descentData(X: Matrix, y: Float64Array): DescentData {
  const features = transposed(X)
  const squares = Float64Array.from({ length: X.columns }, (_, j) => dot(row(features, j), row(features, j)))
  const products =
    X.columns > 2 * X.rows
      ? null
      : { ofFeatures: rowProducts(features), withTarget: squares.map((_, j) => dot(row(features, j), y)) }
  return { X, y, features, squares, products }
}

/** (1 / 2) ‖y − Xb‖² + l1 · Σ|b| + (l2 / 2) ‖b‖². */
export interface ElasticNetProblem {
  readonly data: DescentData
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
  const { data, l1, l2, positive } = problem
  const { y, squares } = data
  const coefficients = new Float64Array(squares.length)
  const gradients = gradientsOf(data)
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
      dual_gap = dualityGap(problem, coefficients)
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

function gradientsOf({ products, features, y }: DescentData): Gradients {
  if (products) {
    const gradients = products.withTarget.slice()
    return {
      of: j => gradients[j]!,
      move: (j, change) => addScaled(gradients, -change, row(products.ofFeatures, j)),
    }
  }
  const residual = y.slice()
  return {
    of: j => dot(row(features, j), residual),
    move: (j, change) => addScaled(residual, -change, row(features, j)),
  }
}

function dualityGap({ data, l1, l2, positive }: ElasticNetProblem, b: Float64Array): number {
  const { X, y, features } = data
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
