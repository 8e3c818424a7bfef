import { centeredRows, columnMeans, type Matrix, row, transposed, zeros } from '../../math/matrix.ts'
import { addScaled, dot, rowProducts } from '../../math/products.ts'
import { scaledRows, scalesOf } from '../models/pls-fit.ts'
import { rowsOfClass } from './class-means.ts'

/** How far a covariance is drawn to a multiple of the identity: by 0 to 1, by Ledoit and Wolf's estimate, or not. */
export type Shrinkage = number | 'auto' | null

/** Covariances of the classes, weighted by their priors: (n_features, n_features). Each is shrunk by itself. */
export function withinCovariance(X: Matrix, y: Float64Array, priors: Float64Array, shrinkage: Shrinkage): Matrix {
  const within = zeros(X.columns, X.columns)
  priors.forEach((prior, k) => {
    addScaled(within.values, prior, shrunkCovariance(rowsOfClass(X, y, k), shrinkage).values)
  })
  return within
}

function shrunkCovariance(X: Matrix, shrinkage: Shrinkage): Matrix {
  const means = columnMeans(X)
  if (shrinkage !== 'auto') return shrunk(covarianceOf(centeredRows(X, means)), shrinkage ?? 0)
  // The estimate is of scaled features; the scales come back afterwards.
  const scales = scalesOf(X, means, 0)
  const scaled = scaledRows(X, means, scales)
  const covariance = covarianceOf(scaled)
  const { rows, columns, values } = shrunk(covariance, ledoitWolf(scaled, covariance))
  return {
    rows,
    columns,
    values: values.map((value, at) => value * scales[at % columns]! * scales[Math.floor(at / columns)]!),
  }
}

/** Of centred rows, ddof 0. */
function covarianceOf(centered: Matrix): Matrix {
  const products = rowProducts(transposed(centered))
  return { ...products, values: products.values.map(value => value / centered.rows) }
}

const trace = ({ rows, values }: Matrix): number => {
  let sum = 0
  for (let j = 0; j < rows; j++) sum += values[j * rows + j]!
  return sum
}

/** (1 − shrinkage) S + shrinkage tr(S) / p · I */
function shrunk(covariance: Matrix, shrinkage: number): Matrix {
  const { rows, columns, values } = covariance
  const changed = { rows, columns, values: values.map(value => (1 - shrinkage) * value) }
  const level = (shrinkage * trace(covariance)) / rows
  for (let j = 0; j < rows; j++) changed.values[j * rows + j]! += level
  return changed
}

/**
 * The shrinkage that is expected to come nearest to the true covariance: 0 to 1.
 * @see Ledoit & Wolf (2004), Journal of Multivariate Analysis 88(2), 365–411
 */
function ledoitWolf(centered: Matrix, covariance: Matrix): number {
  const { rows: n, columns: p } = centered
  const level = trace(covariance) / p
  let fourth = 0
  for (let i = 0; i < n; i++) fourth += dot(row(centered, i), row(centered, i)) ** 2
  fourth /= n
  const size = covariance.values.reduce((sum, value) => sum + value * value, 0)
  const noise = (fourth - size) / (n * p)
  const distance = (size - p * level * level) / p
  return distance > 0 ? Math.max(0, Math.min(noise, distance)) / distance : 0
}
