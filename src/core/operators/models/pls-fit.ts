import { ConstantTarget, NotFinite, TooManyComponents } from '../../errors/index.ts'
import { openArenaFor, openSpectraPass } from '../../math/kernels/spectra-pass.ts'
import { standardizeColumns } from '../../math/kernels/standardize-columns.ts'
import { centeredRows, columnVariances, type Matrix, row } from '../../math/matrix.ts'
import { addScaled } from '../../math/products.ts'
import { isRoundingNoise, mean, squaredDeviations } from '../../math/statistics.ts'
import type { Parameter, ParameterSet } from '../../params/index.ts'
import { checkSpectra, checkTrainingData } from '../checks.ts'
import { type ModelFamily, membersOf, type TrainingShape } from '../operator.ts'
import { linearPredictions } from './linear-predictions.ts'
import { componentsOfPass, type PlsComponents } from './pls-components.ts'
import { type TrainingSquares, trainingSquares } from './training-squares.ts'

/** @throws TooManyComponents */
export function checkComponents({ n_samples, n_features }: TrainingShape, n_components: number): void {
  const limit = Math.min(n_samples, n_features)
  if (n_components > limit) throw TooManyComponents({ n_components, limit, n_train: n_samples, n_features })
}

/** @throws ConstantTarget, where y does not vary but for rounding */
export function checkVaries(y: Float64Array): void {
  const center = mean(y)
  if (isRoundingNoise(squaredDeviations(y, center) / y.length, center, y.length)) throw ConstantTarget({ value: y[0]! })
}

/** Standard deviation of each feature; 1 where the feature is constant but for rounding, as scikit-learn means it. */
export function scalesOf(X: Matrix, x_mean: Float64Array, ddof: number): Float64Array {
  return columnVariances(X, x_mean, ddof).map((variance, j) =>
    isRoundingNoise(variance, x_mean[j]!, X.rows) ? 1 : Math.sqrt(variance),
  )
}

/** (X − means) / scales: (n_samples, n_features), copied. */
export function scaledRows(X: Matrix, x_mean: Float64Array, x_std: Float64Array): Matrix {
  const scaled = centeredRows(X, x_mean)
  for (let i = 0; i < X.rows; i++) {
    for (let j = 0; j < X.columns; j++) scaled.values[i * X.columns + j]! /= x_std[j]!
  }
  return scaled
}

interface Extraction {
  readonly x_mean: Float64Array
  readonly x_std: Float64Array
  readonly y_mean: number
  readonly components: PlsComponents
  readonly training_squares: TrainingSquares
}

function extract(X: Matrix, y: Float64Array, n_components: number, scale: boolean): Extraction {
  checkTrainingData(X, y, 2, 'PLS regression')
  checkComponents({ n_samples: X.rows, n_features: X.columns }, n_components)
  checkVaries(y)
  const y_mean = mean(y)
  const arena = openArenaFor(X)
  const { means: x_mean, scales: x_std, rows: scaled } = standardizeColumns(X, scale, arena)
  const centered = y.map(value => value - y_mean)
  const pass = openSpectraPass(scaled, arena)
  const components = componentsOfPass(scaled, pass, centered, n_components)
  const training_squares = trainingSquares(pass.sumOfSquares(), centered, components.x_scores)
  return { x_mean, x_std, y_mean, components, training_squares }
}

/** In units of X, for each number of components: (n_features,). */
function coefficientsOf(
  { x_rotations, y_loadings }: PlsComponents,
  x_std: Float64Array,
  counts: readonly number[],
): Float64Array[] {
  const byCount = new Map<number, Float64Array>()
  const sum = new Float64Array(x_rotations.columns)
  for (let a = 0; a < y_loadings.length; a++) {
    addScaled(sum, y_loadings[a]!, row(x_rotations, a))
    if (counts.includes(a + 1)) {
      byCount.set(
        a + 1,
        sum.map((value, j) => value / x_std[j]!),
      )
    }
  }
  const coefficients = counts.map(count => byCount.get(count)!)
  if (!coefficients.every(vector => vector.every(Number.isFinite))) throw NotFinite({ what: 'The coefficients' })
  return coefficients
}

interface PlsParameters {
  readonly n_components: number
  readonly scale: boolean
}

/** @throws ConstantTarget, SingularFit, TooManyComponents, TooFewSamples, NotFinite */
export function fitPls(X: Matrix, y: Float64Array, { n_components, scale }: PlsParameters) {
  const { components, ...model } = extract(X, y, n_components, scale)
  const { x_scores: _, ...learned } = components
  const [coefficients] = coefficientsOf(components, model.x_std, [n_components])
  return { ...model, ...learned, coefficients: coefficients! }
}

export function predictPls(X: Matrix, model: ReturnType<typeof fitPls>): Float64Array {
  checkSpectra(X, model.x_mean.length)
  return linearPredictions(X, model, [model.coefficients])[0]!
}

interface PlsParameterSet extends ParameterSet {
  readonly n_components: Parameter<number>
  readonly scale: Parameter<boolean>
}

/** One extraction serves every number of components. */
export const plsFamily: ModelFamily<PlsParameterSet> = {
  parameters: ['n_components'],
  fitPredict: (X, y, members, targets) => {
    const { scale } = members[0]!
    const counts = members.map(({ n_components }) => n_components)
    const { x_mean, x_std, y_mean, components } = extract(X, y, Math.max(...counts), scale)
    const coefficients = coefficientsOf(components, x_std, counts)
    const byTarget = targets.map(target => {
      checkSpectra(target, x_mean.length)
      return linearPredictions(target, { x_mean, y_mean }, coefficients)
    })
    return membersOf(members, byTarget)
  },
}
