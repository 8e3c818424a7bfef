import { type Matrix, row } from './matrix.ts'

export const distanceMetrics = ['euclidean', 'sqeuclidean', 'cityblock', 'chebyshev', 'cosine', 'correlation'] as const
export type DistanceMetric = (typeof distanceMetrics)[number]

/** Distances between all pairs of n things, each once: those of 1, of 2, … to the ones before. Length n (n − 1) / 2. */
export interface PairDistances {
  readonly n: number
  readonly values: Float64Array
}

/** Between two of them, in whichever order; 0 from one to itself. */
export function distanceBetween({ values }: PairDistances, i: number, j: number): number {
  if (i === j) return 0
  return i > j ? values[(i * (i - 1)) / 2 + j]! : values[(j * (j - 1)) / 2 + i]!
}

/** Distances between all rows of X, as scipy.spatial.distance defines them. A row of zeros has cosine distance 1. */
export function pairDistances(X: Matrix, metric: DistanceMetric): PairDistances {
  const rows = Array.from({ length: X.rows }, (_, i) => prepared(row(X, i), metric))
  return eachPair(X.rows, (i, j) => distance[metric](rows[i]!, rows[j]!))
}

export function eachPair(n: number, between: (i: number, j: number) => number): PairDistances {
  const values = new Float64Array((n * (n - 1)) / 2)
  let at = 0
  for (let i = 1; i < n; i++) for (let j = 0; j < i; j++) values[at++] = between(i, j)
  return { n, values }
}

/** Divided by the largest, unless all are 0. */
export function scaledToOne({ n, values }: PairDistances): PairDistances {
  const largest = values.reduce((a, b) => Math.max(a, b), 0)
  return largest > 0 ? { n, values: values.map(value => value / largest) } : { n, values }
}

type Between = (a: Float64Array, b: Float64Array) => number

const squared: Between = (a, b) => {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += (a[k]! - b[k]!) * (a[k]! - b[k]!)
  return sum
}

/** Of vectors of unit length. */
const angular: Between = (a, b) => {
  let product = 0
  for (let k = 0; k < a.length; k++) product += a[k]! * b[k]!
  return Math.max(0, 1 - product)
}

const distance: Readonly<Record<DistanceMetric, Between>> = {
  euclidean: (a, b) => Math.sqrt(squared(a, b)),
  sqeuclidean: squared,
  cityblock: (a, b) => {
    let sum = 0
    for (let k = 0; k < a.length; k++) sum += Math.abs(a[k]! - b[k]!)
    return sum
  },
  chebyshev: (a, b) => {
    let largest = 0
    for (let k = 0; k < a.length; k++) largest = Math.max(largest, Math.abs(a[k]! - b[k]!))
    return largest
  },
  cosine: angular,
  correlation: angular,
}

function prepared(values: Float64Array, metric: DistanceMetric): Float64Array {
  if (metric !== 'cosine' && metric !== 'correlation') return values
  const center = metric === 'cosine' ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
  const centered = values.map(value => value - center)
  const length = Math.sqrt(centered.reduce((sum, value) => sum + value * value, 0))
  return length > 0 ? centered.map(value => value / length) : centered
}
