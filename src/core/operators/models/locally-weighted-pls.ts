import { TooManyComponents } from '../../errors/index.ts'
import { columnMeans, type Matrix, row, zeros } from '../../math/matrix.ts'
import { addScaled, dot, multiply, multiplyTransposed } from '../../math/products.ts'
import { mean, standardDeviation } from '../../math/statistics.ts'
import { boolean, integer, type ValuesOf } from '../../params/index.ts'
import { checkSpectra, checkTrainingData } from '../checks.ts'
import { defineRegressor, membersOf, type TrainingShape } from '../operator.ts'
import { distancesTo } from './nearest-neighbors.ts'
import { checkVaries, scaledRows, scalesOf } from './pls-fit.ts'
import { positive } from './positive.ts'
import { backend } from './unused-parameters.ts'

const params = {
  n_components: integer({ initial: 10, min: 1, abbreviation: 'nc', help: 'Number of components of each local model' }),
  lambda_in_similarity: positive({
    initial: 1,
    abbreviation: 'lambda',
    help: 'Width of the weights in standard deviations of the distances; the smaller, the more local',
  }),
  scale: boolean({ initial: true, help: 'Divide features and y by their training standard deviations (ddof 0)' }),
  backend,
  batch_size: integer({ initial: 64, min: 1, help: 'Accepted without effect: spectra are predicted one by one' }),
}

/**
 * Locally weighted partial least squares: for each spectrum, a PLS model of its own in which near training spectra weigh more.
 * A local model that has nothing left to explain stops before `n_components`.
 *
 * X: (n_samples, n_features), y: (n_samples,) → predictions in the unit of y. Keeps the training spectra, scaled.
 * Unlike the Python library: more components than the spectra can hold are refused, not lowered without a word.
 *
 * @throws ConstantTarget; TooManyComponents; TooFewSamples; WrongFeatureCount; NotFinite
 * @see Kim et al. (2011), International Journal of Pharmaceutics 421(2), 269–274
 */
export const locallyWeightedPls = defineRegressor({
  id: 'locally_weighted_pls',
  label: 'LWPLS',
  class_path: 'nirs4all.operators.models.LWPLS',
  aliases: ['nirs4all.operators.models.sklearn.lwpls.LWPLS', 'nirs4all.operators.models.sklearn.LWPLS'],
  summary: 'For each spectrum, a PLS model in which near training spectra weigh more',
  formula: 'PLS with row weights exp(−dᵢ / (lambda · sd(d))), d the euclidean distances to the spectrum',
  source:
    'Kim et al. (2011), International Journal of Pharmaceutics 421(2), 269–274; computed as Dayal & MacGregor (1997), Journal of Chemometrics 11(1), 73–85',
  checked_against: 'numpy 1.24.2 by the published steps on Tecator, within 1e-9 of sd(y); nirs4all 0.11, within 1e-8',
  differs: 'more components than the spectra can hold are refused, not lowered without a word',
  params,
  checkShape: (shape, { n_components }) => checkCount(shape, n_components),
  fit: (X, y, { n_components, scale }) => learn(X, y, n_components, scale),
  predict: (X, model, given) => predictions(X, model, given, [given.n_components])[0]!,
  family: {
    parameters: ['n_components'],
    fitPredict: (X, y, members, targets) => {
      const given = members[0]!
      const counts = members.map(({ n_components }) => n_components)
      const model = learn(X, y, Math.max(...counts), given.scale)
      const byTarget = targets.map(target => predictions(target, model, given, counts))
      return membersOf(members, byTarget)
    },
  },
})

function checkCount({ n_samples, n_features }: TrainingShape, n_components: number): void {
  const limit = Math.min(n_samples - 1, n_features)
  if (n_components > limit) throw TooManyComponents({ n_components, limit, n_train: n_samples, n_features })
}

function learn(X: Matrix, y: Float64Array, n_components: number, scale: boolean) {
  checkTrainingData(X, y, 2, 'locally weighted PLS')
  checkCount({ n_samples: X.rows, n_features: X.columns }, n_components)
  checkVaries(y)
  const x_mean = scale ? columnMeans(X) : new Float64Array(X.columns)
  const x_std = scale ? scalesOf(X, x_mean, 0) : new Float64Array(X.columns).fill(1)
  const y_mean = scale ? mean(y) : 0
  const y_std = scale ? standardDeviation(y, 0) : 1
  const scaledY = y.map(value => (value - y_mean) / y_std)
  return { x_mean, x_std, y_mean, y_std, X: scaledRows(X, x_mean, x_std), y: scaledY }
}

type Learned = ReturnType<typeof learn>

function predictions(X: Matrix, model: Learned, given: ValuesOf<typeof params>, counts: readonly number[]) {
  checkSpectra(X, model.x_mean.length)
  const scaled = scaledRows(X, model.x_mean, model.x_std)
  const predicted = counts.map(() => new Float64Array(X.rows))
  const most = Math.max(...counts)
  for (let i = 0; i < X.rows; i++) {
    const byCount = localPredictions(row(scaled, i), model, given.lambda_in_similarity, most)
    counts.forEach((count, c) => {
      predicted[c]![i] = model.y_mean + model.y_std * byCount[count - 1]!
    })
  }
  return predicted
}

/** Below this, in scaled units, nothing is left to explain. */
const nothing = 1e-10

/** Of one spectrum, by 1 … `most` components: the improved kernel algorithm with row weights, where X stays as it is. */
function localPredictions(spectrum: Float64Array, { X, y }: Learned, lambda: number, most: number): Float64Array {
  const weights = weightsOf(distancesTo(spectrum, X, 2), lambda)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const center = multiplyTransposed(X, weights).map(sum => sum / total)
  const y_center = dot(weights, y) / total
  const covariance = multiplyTransposed(
    X,
    y.map((value, i) => (value - y_center) * weights[i]!),
  )
  const query = spectrum.map((value, j) => value - center[j]!)
  const loadings = zeros(most, X.columns)
  const rotations = zeros(most, X.columns)
  const predicted = new Float64Array(most).fill(y_center)
  for (let a = 0; a < most; a++) {
    const length = Math.sqrt(dot(covariance, covariance))
    if (length < nothing) break
    const direction = covariance.map(value => value / length)
    const rotation = row(rotations, a)
    rotation.set(direction)
    for (let b = 0; b < a; b++) addScaled(rotation, -dot(row(loadings, b), direction), row(rotations, b))
    const offset = dot(center, rotation)
    const scores = multiply(X, rotation).map(score => score - offset)
    const weighted = scores.map((score, i) => score * weights[i]!)
    const size = dot(weighted, scores)
    if (size < nothing) break
    row(loadings, a).set(multiplyTransposed(X, weighted))
    const excess = weighted.reduce((sum, value) => sum + value, 0)
    for (let j = 0; j < center.length; j++) {
      loadings.values[a * X.columns + j] = (loadings.values[a * X.columns + j]! - excess * center[j]!) / size
    }
    const y_loading = dot(rotation, covariance) / size
    const change = dot(query, rotation) * y_loading
    for (let later = a; later < most; later++) predicted[later]! += change
    addScaled(covariance, -y_loading * size, row(loadings, a))
  }
  return predicted
}

/** All equal where the distances are so far beyond their spread that every weight would vanish. */
function weightsOf(distances: Float64Array, lambda: number): Float64Array {
  const width = lambda * (standardDeviation(distances, 1) || 1)
  const weights = distances.map(distance => Math.exp(-distance / width))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return total < nothing ? weights.fill(1 / weights.length) : weights
}
