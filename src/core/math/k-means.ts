import { type Matrix, row } from './matrix.ts'
import { type MersenneTwister, nextInteger } from './random/mersenne-twister.ts'
import { nextUniform } from './random/uniform.ts'

export interface Clusters {
  /** (n_clusters, n_features) */
  readonly centers: Matrix
  /** The cluster of each row; none is empty. Length n_samples. */
  readonly labels: Int32Array
}

const maxSweeps = 300

/**
 * Rows in clusters of small squared distances to their means: Lloyd's algorithm from seeds drawn by k-means++. A cluster
 * that loses its last row takes the row farthest from its center.
 * @param n_clusters at most as many as rows
 * @see Lloyd (1982), IEEE Transactions on Information Theory 28(2), 129–137; Arthur & Vassilvitskii (2007), SODA, 1027–1035
 */
export function kMeans(X: Matrix, n_clusters: number, twister: MersenneTwister): Clusters {
  let labels: Int32Array = new Int32Array(X.rows).fill(-1)
  let centers = seeds(X, n_clusters, twister)
  for (let sweep = 0; sweep < maxSweeps; sweep++) {
    const assigned = assign(X, centers)
    if (assigned.every((label, i) => label === labels[i])) break
    labels = assigned
    centers = means(X, labels, n_clusters)
  }
  return { centers, labels }
}

/** @param limit where the sum may stop, as what lies beyond is not wanted */
export function squaredDistance(a: Float64Array, b: Float64Array, limit = Infinity): number {
  let sum = 0
  for (let k = 0; k < a.length && sum < limit; k++) sum += (a[k]! - b[k]!) * (a[k]! - b[k]!)
  return sum
}

/** The first row at random, each next with a probability that grows with its squared distance to those drawn. */
function seeds(X: Matrix, n_clusters: number, twister: MersenneTwister): Matrix {
  const centers = new Float64Array(n_clusters * X.columns)
  const nearest = new Float64Array(X.rows).fill(Infinity)
  let drawn = nextInteger(twister, X.rows - 1)
  for (let cluster = 0; cluster < n_clusters; cluster++) {
    const center = row(X, drawn)
    centers.set(center, cluster * X.columns)
    for (let i = 0; i < X.rows; i++) nearest[i] = Math.min(nearest[i]!, squaredDistance(row(X, i), center))
    let rest = nextUniform(twister) * nearest.reduce((sum, value) => sum + value, 0)
    drawn = nearest.findIndex(value => {
      rest -= value
      return rest < 0
    })
    if (drawn < 0) drawn = nearest.lastIndexOf(nearest.reduce((a, b) => Math.max(a, b), 0))
  }
  return { rows: n_clusters, columns: X.columns, values: centers }
}

function assign(X: Matrix, centers: Matrix): Int32Array {
  const labels = new Int32Array(X.rows)
  const distances = new Float64Array(X.rows)
  const counts = new Int32Array(centers.rows)
  const points = Array.from({ length: centers.rows }, (_, k) => row(centers, k))
  for (let i = 0; i < X.rows; i++) {
    const spectrum = row(X, i)
    let label = 0
    let smallest = Infinity
    for (let k = 0; k < points.length; k++) {
      const distance = squaredDistance(spectrum, points[k]!, smallest)
      if (distance >= smallest) continue
      label = k
      smallest = distance
    }
    labels[i] = label
    distances[i] = smallest
    counts[label]!++
  }
  for (let k = counts.indexOf(0); k >= 0; k = counts.indexOf(0)) {
    const shared = distances.map((distance, i) => (counts[labels[i]!]! > 1 ? distance : -1))
    const moved = shared.indexOf(shared.reduce((a, b) => Math.max(a, b)))
    counts[labels[moved]!]!--
    labels[moved] = k
    distances[moved] = 0
    counts[k] = 1
  }
  return labels
}

function means(X: Matrix, labels: Int32Array, n_clusters: number): Matrix {
  const values = new Float64Array(n_clusters * X.columns)
  const counts = new Int32Array(n_clusters)
  labels.forEach((label, i) => {
    counts[label]!++
    for (let j = 0; j < X.columns; j++) values[label * X.columns + j]! += X.values[i * X.columns + j]!
  })
  return {
    rows: n_clusters,
    columns: X.columns,
    values: values.map((sum, at) => sum / counts[Math.floor(at / X.columns)]!),
  }
}
