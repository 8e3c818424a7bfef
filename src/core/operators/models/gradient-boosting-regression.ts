import { type Matrix, row } from '../../math/matrix.ts'
import { mersenneTwister } from '../../math/random/mersenne-twister.ts'
import { permutation } from '../../math/random/shuffle.ts'
import { mean } from '../../math/statistics.ts'
import { boolean, integer, type Parameter, real, type ValuesOf } from '../../params/index.ts'
import { checkSpectra, checkTrainingData } from '../checks.ts'
import { defineRegressor } from '../operator.ts'
import { emptyTreeStore, finishedTrees, growTree, type TreeStore } from './binary-trees.ts'
import { sortedFeatures } from './sorted-features.ts'
import { squaredError } from './squared-error.ts'
import { criterion, maxDepth, maxFeatures, treeGrowth, treeParams, treeSeed } from './tree-parameters.ts'
import { leafOf, treeSums } from './tree-predictions.ts'
import { onlyInitial, verbose } from './unused-parameters.ts'

const subsample: Parameter<number> = {
  initial: 1,
  expected: 'a number > 0 and ≤ 1',
  help: 'Share of the rows, drawn without replacement, that each tree is grown on',
  abbreviation: 'ss',
  accepts: value => Number.isFinite(value) && (value as number) > 0 && (value as number) <= 1,
  refused: ['half', 0, 1.5, null],
}

const params = {
  loss: onlyInitial({ initial: 'squared_error', refused: ['huber', 1, null], help: 'What each tree reduces' }),
  learning_rate: real({ initial: 0.1, min: 0, abbreviation: 'lr', help: 'Share of each tree that is added' }),
  n_estimators: integer({ initial: 100, min: 1, abbreviation: 'ne', help: 'Number of trees' }),
  subsample,
  criterion: criterion('friedman_mse'),
  max_depth: maxDepth(3),
  max_features: maxFeatures(null),
  random_state: treeSeed,
  ...treeParams,
  init: onlyInitial({ initial: null, refused: ['zero', 1], help: 'Trees start from the mean of y' }),
  n_iter_no_change: onlyInitial({ initial: null, refused: [5, 'some'], help: 'All trees are grown' }),
  validation_fraction: real({ initial: 0.1, min: 0, max: 1, help: 'Accepted without effect: all trees are grown' }),
  tol: real({ initial: 1e-4, min: 0, help: 'Accepted without effect: all trees are grown' }),
  alpha: real({ initial: 0.9, min: 0, max: 1, help: 'Accepted without effect: of other losses' }),
  warm_start: boolean({ initial: false, help: 'Accepted without effect: every fit starts anew' }),
  verbose,
}

/**
 * Gradient boosting: shallow regression trees, each grown on what those before left unexplained.
 *
 * X: (n_samples, n_features), y: (n_samples,) → predictions in the unit of y. Learns the mean and the trees. Random numbers are
 * those of MT19937 seeded with `random_state`, not those of scikit-learn.
 * Unlike the Python library: no seed is seed 0, and spectra keep all their digits, where it rounds them to 32 bits.
 *
 * @throws TooFewSamples; WrongFeatureCount; NotFinite
 * @see Friedman (2001), The Annals of Statistics 29(5), 1189–1232
 */
export const gradientBoostingRegression = defineRegressor({
  id: 'gradient_boosting_regression',
  label: 'GBR',
  class_path: 'sklearn.ensemble.GradientBoostingRegressor',
  aliases: ['GradientBoostingRegressor', 'sklearn.ensemble._gb.GradientBoostingRegressor'],
  summary: 'Sum of shallow regression trees, each grown on what those before left unexplained',
  formula: 'ŷ = ȳ + learning_rate · Σ treeₘ(x), treeₘ grown on y − ŷₘ₋₁',
  source: 'Friedman (2001), The Annals of Statistics 29(5), 1189–1232',
  params,
  fit: (X, y, given) => boost(X, y, given),
  predict: (X, model, { n_estimators }) => boosted(model, X, [n_estimators])[0]!,
  family: {
    parameter: 'n_estimators',
    fitPredict: (X, y, given, values, targets) => {
      const counts = values as readonly number[]
      const model = boost(X, y, { ...given, n_estimators: Math.max(...counts) })
      const byTarget = targets.map(target => boosted(model, target, counts))
      return counts.map((_, value) => byTarget.map(predictions => predictions[value]!))
    },
  },
})

function boost(X: Matrix, y: Float64Array, given: ValuesOf<typeof params>) {
  checkTrainingData(X, y, 1, 'gradient boosting')
  const { n_estimators, learning_rate, subsample, random_state } = given
  const growth = treeGrowth(given, { n_samples: X.rows, n_features: X.columns }, 'best')
  const data = sortedFeatures(X)
  const twister = mersenneTwister(random_state ?? 0)
  const store: TreeStore = emptyTreeStore()
  const y_mean = mean(y)
  const residual = y.map(value => value - y_mean)
  const drawn = Math.max(1, Math.floor(subsample * X.rows))
  for (let tree = 0; tree < n_estimators; tree++) {
    const weights = new Float64Array(X.rows)
    if (drawn === X.rows) weights.fill(1)
    else for (const i of permutation(X.rows, twister).subarray(0, drawn)) weights[i] = 1
    growTree(data, squaredError(residual), weights, growth, twister, store)
    for (let i = 0; i < X.rows; i++) {
      const leaf = leafOf(store, tree, row(X, i))
      residual[i]! -= learning_rate * store.value[leaf]!
    }
  }
  return { n_features: X.columns, y_mean, learning_rate, trees: finishedTrees(store) }
}

function boosted(model: ReturnType<typeof boost>, X: Matrix, counts: readonly number[]): Float64Array[] {
  checkSpectra(X, model.n_features)
  return treeSums(model.trees, X, counts, { start: model.y_mean, factor: model.learning_rate })
}
