import { type Matrix, row } from '../../math/matrix.ts'
import { checkSpectra, checkTrainingData } from '../checks.ts'
import { defineRegressor, membersOf } from '../operator.ts'
import { type Neighbors, nearestNeighbors } from './nearest-neighbors.ts'
import { checkNeighbors, type NeighborDistance, neighborParams, neighborWeight, powerOf } from './neighbor-weights.ts'

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
  params: neighborParams,
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
    parameters: ['n_neighbors'],
    fitPredict: (X, y, members, targets) => {
      const counts = members.map(({ n_neighbors }) => n_neighbors)
      checkTrainingData(X, y, 1, 'k-nearest-neighbours regression')
      checkNeighbors(X.rows, Math.max(...counts))
      const byTarget = targets.map(target => {
        checkSpectra(target, X.columns)
        return predictions(target, { X, y }, members[0]!, counts)
      })
      return membersOf(members, byTarget)
    },
  },
})

/** For each number of neighbours: (n_samples,). */
function predictions(
  X: Matrix,
  training: { readonly X: Matrix; readonly y: Float64Array },
  distance: NeighborDistance,
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

function weightedMean(
  { rows, distances }: Neighbors,
  y: Float64Array,
  count: number,
  weights: 'uniform' | 'distance',
): number {
  let total = 0
  let sum = 0
  for (let k = 0; k < count; k++) {
    const weight = neighborWeight(weights, distances, k)
    total += weight
    sum += weight * y[rows[k]!]!
  }
  return sum / total
}
