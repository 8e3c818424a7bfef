import { mersenneTwister } from '../../math/random/mersenne-twister.ts'
import { choice } from '../../params/index.ts'
import { checkSpectra, checkTrainingData } from '../checks.ts'
import { defineRegressor } from '../operator.ts'
import { emptyTreeStore, finishedTrees, growTree } from './binary-trees.ts'
import { sortedFeatures } from './sorted-features.ts'
import { squaredError } from './squared-error.ts'
import { criterion, maxDepth, maxFeatures, treeGrowth, treeParams, treeSeed } from './tree-parameters.ts'
import { treeSums } from './tree-predictions.ts'

/**
 * Regression tree: questions about single features, each chosen to leave the least squared error; a leaf predicts its mean.
 *
 * X: (n_samples, n_features), y: (n_samples,) → predictions in the unit of y. Learns the tree. Of equally good questions the
 * first drawn is taken, by MT19937 seeded with `random_state`.
 * Unlike the Python library: spectra keep all their digits, where it rounds them to 32 bits.
 *
 * @throws TooFewSamples; WrongFeatureCount; NotFinite
 * @see Breiman, Friedman, Olshen & Stone (1984), Classification and Regression Trees
 */
export const decisionTreeRegression = defineRegressor({
  id: 'decision_tree_regression',
  label: 'Tree',
  class_path: 'sklearn.tree.DecisionTreeRegressor',
  aliases: ['DecisionTreeRegressor', 'sklearn.tree._classes.DecisionTreeRegressor'],
  summary: 'Means of the training rows that answer the same questions about single features',
  formula: 'ŷ = mean y of the leaf; each node asks xⱼ ≤ c where Σ (y − mean of its side)² is least',
  source: 'Breiman, Friedman, Olshen & Stone (1984), Classification and Regression Trees',
  params: {
    criterion: criterion('squared_error'),
    splitter: choice({
      initial: 'best',
      options: ['best', 'random'],
      help: 'best: every threshold is tried; random: one for each feature, drawn between its extremes',
    }),
    max_depth: maxDepth(null),
    max_features: maxFeatures(null),
    random_state: treeSeed,
    ...treeParams,
  },
  fit: (X, y, { splitter, random_state, ...given }) => {
    checkTrainingData(X, y, 1, 'a regression tree')
    const growth = treeGrowth(given, { n_samples: X.rows, n_features: X.columns }, splitter)
    const store = emptyTreeStore()
    const weights = new Float64Array(X.rows).fill(1)
    growTree(sortedFeatures(X), squaredError(y), weights, growth, mersenneTwister(random_state ?? 0), store)
    return { n_features: X.columns, trees: finishedTrees(store) }
  },
  predict: (X, { n_features, trees }) => {
    checkSpectra(X, n_features)
    return treeSums(trees, X, [1], { start: 0, factor: 1 })[0]!
  },
})
