import { type Matrix, row } from '../../math/matrix.ts'
import { mean } from '../../math/statistics.ts'
import { real, type ValuesOf } from '../../params/index.ts'
import { checkSpectra, checkTrainingData } from '../checks.ts'
import { defineRegressor, membersOf } from '../operator.ts'
import { emptyTreeStore, finishedTrees, growTree, type TreeStore } from './binary-trees.ts'
import { boostingParams, rowDraws } from './boosting.ts'
import { sortedFeatures } from './sorted-features.ts'
import { squaredError } from './squared-error.ts'
import { treeGrowth } from './tree-parameters.ts'
import { leafOf, treeSums } from './tree-predictions.ts'
import { onlyInitial } from './unused-parameters.ts'

const params = {
  loss: onlyInitial({ initial: 'squared_error', refused: ['huber', 1, null], help: 'What each tree reduces' }),
  ...boostingParams,
  alpha: real({ initial: 0.9, min: 0, max: 1, help: 'Accepted without effect: of other losses' }),
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
  checked_against: 'scikit-learn 1.2.1, within 1e-11; with subsamples RMSE over 20 seeds, within four standard errors',
  differs:
    'no seed is seed 0, random numbers are of its own and spectra keep all their digits, where the library rounds them to 32 bits: scores agree, single predictions do not',
  params,
  fit: (X, y, given) => boost(X, y, given),
  predict: (X, model, { n_estimators }) => boosted(model, X, [n_estimators])[0]!,
  family: {
    parameters: ['n_estimators'],
    fitPredict: (X, y, members, targets) => {
      const counts = members.map(({ n_estimators }) => n_estimators)
      const model = boost(X, y, { ...members[0]!, n_estimators: Math.max(...counts) })
      const byTarget = targets.map(target => boosted(model, target, counts))
      return membersOf(members, byTarget)
    },
  },
})

function boost(X: Matrix, y: Float64Array, given: ValuesOf<typeof params>) {
  checkTrainingData(X, y, 1, 'gradient boosting')
  const { n_estimators, learning_rate, subsample, random_state } = given
  const growth = treeGrowth(given, { n_samples: X.rows, n_features: X.columns }, 'best')
  const data = sortedFeatures(X)
  const { draw, twister } = rowDraws(X.rows, subsample, random_state)
  const store: TreeStore = emptyTreeStore()
  const y_mean = mean(y)
  const residual = y.map(value => value - y_mean)
  for (let tree = 0; tree < n_estimators; tree++) {
    const weights = draw()
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
