import { TooManyNeighbors } from '../../errors/index.ts'
import { choice, integer, real } from '../../params/index.ts'
import { n_jobs, onlyInitial } from './unused-parameters.ts'

/** Of models that ask the nearest training spectra. */
export const neighborParams = {
  n_neighbors: integer({ initial: 5, min: 1, abbreviation: 'k', help: 'Number of neighbours' }),
  weights: choice({
    initial: 'uniform',
    options: ['uniform', 'distance'],
    abbreviation: 'w',
    help: 'uniform: all neighbours count the same; distance: by the inverse of their distance',
  }),
  metric: choice({
    initial: 'minkowski',
    options: ['minkowski', 'euclidean', 'manhattan', 'chebyshev'],
    help: 'Distance between spectra; minkowski is the p-th root of the summed p-th powers',
  }),
  p: real({ initial: 2, min: 1, help: 'Power of the minkowski distance: 2 is euclidean, 1 is manhattan' }),
  algorithm: choice({
    initial: 'auto',
    options: ['auto', 'ball_tree', 'kd_tree', 'brute'],
    help: 'Accepted without effect: every distance is computed exactly',
  }),
  leaf_size: integer({ initial: 30, min: 1, help: 'Accepted without effect: no tree is built' }),
  metric_params: onlyInitial({ initial: null, refused: [{}, 1], help: 'Of distances given as functions' }),
  n_jobs,
}

/** @throws TooManyNeighbors */
export function checkNeighbors(n_samples: number, n_neighbors: number): void {
  if (n_neighbors > n_samples) throw TooManyNeighbors({ n_neighbors, n_train: n_samples })
}

export interface NeighborDistance {
  readonly weights: 'uniform' | 'distance'
  readonly metric: 'minkowski' | 'euclidean' | 'manhattan' | 'chebyshev'
  readonly p: number
}

export const powerOf = ({ metric, p }: NeighborDistance): number =>
  metric === 'minkowski' ? p : { euclidean: 2, manhattan: 1, chebyshev: Number.POSITIVE_INFINITY }[metric]

/** What neighbour k counts: where some are at distance 0, only those do. @param distances nearest first */
export function neighborWeight(weights: 'uniform' | 'distance', distances: Float64Array, k: number): number {
  if (weights === 'uniform') return 1
  return distances[0] === 0 ? Number(distances[k] === 0) : 1 / distances[k]!
}
