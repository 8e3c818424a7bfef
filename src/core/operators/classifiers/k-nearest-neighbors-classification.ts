import { type Matrix, row, zeros } from '../../math/matrix.ts'
import { checkSpectra } from '../checks.ts'
import { type Neighbors, nearestNeighbors } from '../models/nearest-neighbors.ts'
import {
  checkNeighbors,
  type NeighborDistance,
  neighborParams,
  neighborWeight,
  powerOf,
} from '../models/neighbor-weights.ts'
import { defineClassifier, membersOf } from '../operator.ts'
import { checkTrainingClasses } from './check-classes.ts'

/**
 * k-nearest-neighbours classification: the shares of the classes among the training spectra nearest to each spectrum.
 *
 * X: (n_samples, n_features), y: (n_samples,) of codes → shares: (n_samples, n_classes). Keeps the training spectra. Distances
 * are summed from exact differences; of equally near spectra, the first in the training rows count.
 *
 * @throws OneClass; TooManyNeighbors; TooFewSamples; WrongFeatureCount; NotFinite
 * @see Fix & Hodges (1951); Cover & Hart (1967), IEEE Transactions on Information Theory 13(1), 21–27
 */
export const kNearestNeighborsClassification = defineClassifier({
  id: 'k_nearest_neighbors_classification',
  label: 'KNNClassifier',
  class_path: 'sklearn.neighbors.KNeighborsClassifier',
  aliases: ['KNeighborsClassifier', 'sklearn.neighbors._classification.KNeighborsClassifier'],
  summary: 'Shares of the classes among the training spectra nearest to each spectrum',
  formula:
    'pₖ = Σ wᵢ [yᵢ = k] / Σ wᵢ over the nearest, with w = 1 or 1 / distance (only those at distance 0, where there are any)',
  source: 'Cover & Hart (1967), IEEE Transactions on Information Theory 13(1), 21–27',
  checked_against: 'scikit-learn 1.2.1 (ball_tree), within 1e-12; on Tecator label for label',
  scores_are: 'probabilities',
  params: neighborParams,
  checkShape: ({ n_samples }, { n_neighbors }) => checkNeighbors(n_samples, n_neighbors),
  fit: (X, y, { n_neighbors }) => {
    const n_classes = checkTrainingClasses(X, y, 'k-nearest-neighbours classification').length
    checkNeighbors(X.rows, n_neighbors)
    return { X: { ...X, values: X.values.slice() }, y: y.slice(), n_classes }
  },
  scores: (X, model, params) => shares(X, model, params, [params.n_neighbors])[0]!,
  family: {
    parameters: ['n_neighbors'],
    fitPredict: (X, y, members, targets) => {
      const counts = members.map(({ n_neighbors }) => n_neighbors)
      const n_classes = checkTrainingClasses(X, y, 'k-nearest-neighbours classification').length
      checkNeighbors(X.rows, Math.max(...counts))
      const byTarget = targets.map(target => shares(target, { X, y, n_classes }, members[0]!, counts))
      return membersOf(members, byTarget)
    },
  },
})

interface TrainingClasses {
  readonly X: Matrix
  readonly y: Float64Array
  readonly n_classes: number
}

/** For each number of neighbours: (n_samples, n_classes). */
function shares(X: Matrix, training: TrainingClasses, distance: NeighborDistance, counts: readonly number[]): Matrix[] {
  checkSpectra(X, training.X.columns)
  const found = counts.map(() => zeros(X.rows, training.n_classes))
  const most = Math.max(...counts)
  for (let i = 0; i < X.rows; i++) {
    const nearest = nearestNeighbors(row(X, i), training.X, most, powerOf(distance))
    counts.forEach((count, c) => {
      addShares(row(found[c]!, i), nearest, training.y, count, distance.weights)
    })
  }
  return found
}

function addShares(
  target: Float64Array,
  { rows, distances }: Neighbors,
  y: Float64Array,
  count: number,
  weights: 'uniform' | 'distance',
): void {
  let total = 0
  for (let k = 0; k < count; k++) {
    const weight = neighborWeight(weights, distances, k)
    total += weight
    target[y[rows[k]!]!]! += weight
  }
  for (let c = 0; c < target.length; c++) target[c]! /= total
}
