import { type Matrix, row } from '../../math/matrix.ts'
import { checkSpectra, checkTrainingSpectra } from '../checks.ts'
import { distancesTo } from '../models/nearest-neighbors.ts'
import { type OutlierDetector, trainingQuantile } from './outlier-detector.ts'

interface LocalDensities {
  /** The training spectra, which others are compared to. */
  readonly spectra: Matrix
  readonly n_neighbors: number
  /** Distance of each training spectrum to its last neighbour. */
  readonly reaches: Float64Array
  /** 1 / mean reachability distance of each training spectrum. */
  readonly densities: Float64Array
}

const usualNeighbors = 20

/** Keeps the density of equal spectra finite, as scikit-learn does. */
const smallest = 1e-10

/** The nearest rows but for `self`, nearest first. */
function neighbors(distances: Float64Array, self: number, count: number): Int32Array {
  const others = Int32Array.from(distances.keys()).filter(i => i !== self)
  return others.sort((a, b) => distances[a]! - distances[b]! || a - b).subarray(0, count)
}

/** @param to distance to each of `near` */
function densityAt(near: Int32Array, to: Float64Array, reaches: Float64Array): number {
  const sum = near.reduce((total, i, k) => total + Math.max(to[k]!, reaches[i]!), 0)
  return 1 / (sum / near.length + smallest)
}

/**
 * Local outlier factor: mean density of the 20 nearest spectra over the own density. A spectrum that is one of the training
 * spectra is compared to the others only.
 *
 * @see Breunig, Kriegel, Ng & Sander (2000), ACM SIGMOD Record 29(2), 93–104
 */
export const localOutlierFactor: OutlierDetector<LocalDensities> = {
  fit: X => {
    checkTrainingSpectra(X, 3, 'a local outlier factor')
    const n_neighbors = Math.min(usualNeighbors, X.rows - 1)
    const reaches = new Float64Array(X.rows)
    const found = Array.from({ length: X.rows }, (_, i) => {
      const distances = distancesTo(row(X, i), X, 2)
      const near = neighbors(distances, i, n_neighbors)
      reaches[i] = distances[near.at(-1)!]!
      return { near, to: Float64Array.from(near, k => distances[k]!) }
    })
    const densities = Float64Array.from(found, ({ near, to }) => densityAt(near, to, reaches))
    return { spectra: { ...X, values: X.values.slice() }, n_neighbors, reaches, densities }
  },
  distances: (X, { spectra, n_neighbors, reaches, densities }) => {
    checkSpectra(X, spectra.columns)
    return Float64Array.from({ length: X.rows }, (_, i) => {
      const distances = distancesTo(row(X, i), spectra, 2)
      const near = neighbors(distances, distances.indexOf(0), n_neighbors)
      const around = near.reduce((sum, k) => sum + densities[k]!, 0) / near.length
      const to = Float64Array.from(near, k => distances[k]!)
      return around / densityAt(near, to, reaches)
    })
  },
  limit: (training, _state, { contamination }) => trainingQuantile(training, 1 - contamination),
}
