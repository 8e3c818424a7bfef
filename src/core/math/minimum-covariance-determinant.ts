import { SingularFit } from '../errors/index.ts'
import { cholesky } from './cholesky.ts'
import { chiSquareQuantile } from './gamma-distribution.ts'
import { columnMeans, type Matrix, row, takeRows, zeros } from './matrix.ts'
import type { MersenneTwister } from './random/mersenne-twister.ts'
import { permutation } from './random/shuffle.ts'
import { quantiles } from './statistics.ts'

/** Where most rows are, and how they spread. */
export interface RobustCenter {
  /** (n_features,) */
  readonly location: Float64Array
  /** Lower triangular L with LLᵀ the covariance: (n_features, n_features). */
  readonly factor: Matrix
}

const [mostStarts, fewestStarts, rowsOfAllStarts] = [500, 50, 300_000]
const bestStarts = 10

/**
 * Fast minimum covariance determinant: mean and covariance (ddof 0) of the `support` rows whose covariance has the smallest
 * determinant; made consistent by the median distance; then of the rows that lie within the 97.5 % limit of that.
 *
 * @param X (n, p), n > 2p
 * @param support share of the rows; null for the smallest that breaks down last, (n + p + 1) / 2
 * @throws SingularFit where half of the rows lie in fewer dimensions
 * @see Rousseeuw & Van Driessen (1999), Technometrics 41(3), 212–223; consistency and reweighting as scikit-learn's MinCovDet
 */
export function minimumCovarianceDeterminant(X: Matrix, support: number | null, random: MersenneTwister): RobustCenter {
  const { rows: n, columns: p } = X
  const size = Math.min(n, Math.max(p + 1, support === null ? Math.ceil((n + p + 1) / 2) : Math.floor(support * n)))
  const starts = Math.max(fewestStarts, Math.min(mostStarts, Math.floor(rowsOfAllStarts / n)))
  const candidates = Array.from({ length: starts }, () => concentrated(X, startFrom(X, random), size, 2))
    .filter(candidate => candidate !== undefined)
    .sort((a, b) => a.logDeterminant - b.logDeterminant)
    .slice(0, bestStarts)
    .map(candidate => concentrated(X, candidate.center, size, 100))
    .filter(candidate => candidate !== undefined)
    .sort((a, b) => a.logDeterminant - b.logDeterminant)
  const best = candidates[0]
  if (!best) throw SingularFit({ reason: 'half of the training spectra lie in fewer dimensions than the components' })
  return reweighted(X, best.center)
}

/** Squared Mahalanobis distance of each row: (n,). */
export function squaredMahalanobis(X: Matrix, { location, factor }: RobustCenter): Float64Array {
  const p = X.columns
  const solved = new Float64Array(p)
  return Float64Array.from({ length: X.rows }, (_, i) => {
    let sum = 0
    for (let k = 0; k < p; k++) {
      let rest = X.values[i * p + k]! - location[k]!
      for (let m = 0; m < k; m++) rest -= factor.values[k * p + m]! * solved[m]!
      solved[k] = rest / factor.values[k * p + k]!
      sum += solved[k]! ** 2
    }
    return sum
  })
}

/** Undefined where the rows span fewer than their p dimensions. */
function centerOf(X: Matrix): RobustCenter | undefined {
  const location = columnMeans(X)
  const covariance = zeros(X.columns, X.columns)
  for (let i = 0; i < X.rows; i++) {
    const centered = row(X, i).map((value, k) => value - location[k]!)
    for (let k = 0; k < X.columns; k++) {
      for (let m = 0; m <= k; m++) covariance.values[k * X.columns + m]! += (centered[k]! * centered[m]!) / X.rows
    }
  }
  const factor = cholesky(covariance)
  return factor && { location, factor }
}

/** Of p + 1 random rows, or as many more as it takes to span p dimensions. */
function startFrom(X: Matrix, random: MersenneTwister): RobustCenter | undefined {
  const order = permutation(X.rows, random)
  for (let count = X.columns + 1; count <= X.rows; count++) {
    const center = centerOf(takeRows(X, order.subarray(0, count)))
    if (center) return center
  }
  return undefined
}

/** Take the nearest rows again and again until they stay the same. */
function concentrated(X: Matrix, start: RobustCenter | undefined, size: number, steps: number) {
  let center = start
  let logDeterminant = Number.POSITIVE_INFINITY
  for (let step = 0; step < steps && center; step++) {
    const distances = squaredMahalanobis(X, center)
    const order = Int32Array.from(distances.keys()).sort((a, b) => distances[a]! - distances[b]! || a - b)
    // In the order of the rows, so that one subset has one sum.
    center = centerOf(takeRows(X, order.subarray(0, size).sort()))
    if (!center) return undefined
    const { factor } = center
    let found = 0
    for (let k = 0; k < factor.rows; k++) found += 2 * Math.log(row(factor, k)[k]!)
    if (found >= logDeterminant) break
    logDeterminant = found
  }
  return center && { center, logDeterminant }
}

function reweighted(X: Matrix, raw: RobustCenter): RobustCenter {
  const distances = squaredMahalanobis(X, raw)
  const consistency = quantiles(distances, [0.5])[0]! / chiSquareQuantile(0.5, X.columns)
  const limit = chiSquareQuantile(0.975, X.columns) * consistency
  const near = Array.from(distances.keys()).filter(i => distances[i]! < limit)
  const center = centerOf(takeRows(X, near))
  if (!center) throw SingularFit({ reason: 'most of the training spectra lie in fewer dimensions than the components' })
  return center
}
