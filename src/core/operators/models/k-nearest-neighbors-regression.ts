import { TooManyNeighbors } from '../../errors/index.ts'
import { type Matrix, row } from '../../math/matrix.ts'
import { choice, integer, real } from '../../params/index.ts'
import { checkSpectra, checkTrainingData } from '../checks.ts'
import { defineRegressor } from '../operator.ts'
import { type Neighbors, nearestNeighbors } from './nearest-neighbors.ts'
import { n_jobs, onlyInitial } from './unused-parameters.ts'

/**
 * k-nearest-neighbours regression: the mean reference value of the training spectra nearest to each spectrum.
 *
 * X: (n_samples, n_features), y: (n_samples,) → predictions in the unit of y. Keeps the training spectra. Distances are summed
 * from exact differences; of equally near spectra, the first in the training rows count.
 *
 * @throws TooManyNeighbors; TooFewSamples; WrongFeatureCount; NotFinite
 * @see Fix & Hodges (1951); Shepard (1968), Proceedings of the 23rd ACM National Conference, 517–524, for the weights
 */
export const kNearestNeighborsRegression = defineRegressor({
  id: 'k_nearest_neighbors_regression',
  label: 'KNN',
  class_path: 'sklearn.neighbors.KNeighborsRegressor',
  aliases: ['KNeighborsRegressor', 'kNN', 'sklearn.neighbors._regression.KNeighborsRegressor'],
  summary: 'Mean reference value of the training spectra nearest to each spectrum',
  formula:
    'ŷ = Σ wᵢ yᵢ / Σ wᵢ over the k nearest, with w = 1 or 1 / distance (only those at distance 0, where there are any)',
  source: 'Shepard (1968), Proceedings of the 23rd ACM National Conference, 517–524',
  checked_against: 'scikit-learn 1.2.1 on Tecator, within 1e-9 of sd(y); nirs4all 0.11, within 1e-9',
  params: {
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
  },
  checkShape: ({ n_samples }, { n_neighbors }) => checkNeighbors(n_samples, n_neighbors),
  fit: (X, y, { n_neighbors }) => {
    checkTrainingData(X, y, 1, 'k-nearest-neighbours regression')
    checkNeighbors(X.rows, n_neighbors)
    return { X: { ...X, values: X.values.slice() }, y: y.slice() }
  },
  predict: (X, model, params) => {
    checkSpectra(X, model.X.columns)
    return predictions(X, model, params, [params.n_neighbors])[0]!
  },
  family: {
    parameter: 'n_neighbors',
    fitPredict: (X, y, params, values, targets) => {
      const counts = values as readonly number[]
      checkTrainingData(X, y, 1, 'k-nearest-neighbours regression')
      checkNeighbors(X.rows, Math.max(...counts))
      const byTarget = targets.map(target => {
        checkSpectra(target, X.columns)
        return predictions(target, { X, y }, params, counts)
      })
      return counts.map((_, value) => byTarget.map(ofTarget => ofTarget[value]!))
    },
  },
})

function checkNeighbors(n_samples: number, n_neighbors: number): void {
  if (n_neighbors > n_samples) throw TooManyNeighbors({ n_neighbors, n_train: n_samples })
}

interface Distance {
  readonly weights: 'uniform' | 'distance'
  readonly metric: 'minkowski' | 'euclidean' | 'manhattan' | 'chebyshev'
  readonly p: number
}

const powerOf = ({ metric, p }: Distance): number =>
  metric === 'minkowski' ? p : { euclidean: 2, manhattan: 1, chebyshev: Number.POSITIVE_INFINITY }[metric]

/** For each number of neighbours: (n_samples,). */
function predictions(
  X: Matrix,
  training: { readonly X: Matrix; readonly y: Float64Array },
  distance: Distance,
  counts: readonly number[],
): Float64Array[] {
  const predicted = counts.map(() => new Float64Array(X.rows))
  const most = Math.max(...counts)
  for (let i = 0; i < X.rows; i++) {
    const nearest = nearestNeighbors(row(X, i), training.X, most, powerOf(distance))
    counts.forEach((count, c) => {
      predicted[c]![i] = weightedMean(nearest, training.y, count, distance.weights)
    })
  }
  return predicted
}

function weightedMean({ rows, distances }: Neighbors, y: Float64Array, count: number, weights: string): number {
  let total = 0
  let sum = 0
  for (let k = 0; k < count; k++) {
    const weight = weights === 'uniform' ? 1 : distances[0] === 0 ? Number(distances[k] === 0) : 1 / distances[k]!
    total += weight
    sum += weight * y[rows[k]!]!
  }
  return sum / total
}
