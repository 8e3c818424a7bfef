import { checkTrainingData, checkTrainingTargets } from '../checks.ts'
import { defineRegressor } from '../operator.ts'
import { meanSquaredErrors } from './several-targets.ts'
import { growSingleTree, leafValues, type SingleTree, singleTreeParams } from './single-tree.ts'
import { squaredError } from './squared-error.ts'
import { criterion } from './tree-parameters.ts'

/**
 * Regression tree: questions about single features, each chosen to leave the least squared error; a leaf predicts its mean.
 *
 * X: (n_samples, n_features), y: (n_samples,) → predictions in the unit of y. Learns the tree; of several
 * quantities at once, one tree whose leaves hold the mean of each. Of equally good questions the
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
  checked_against: 'scikit-learn 1.2.1, within 1e-11',
  differs: 'spectra keep all their digits, where the library rounds them to 32 bits',
  params: { criterion: criterion('squared_error'), ...singleTreeParams },
  fit: (X, y, params) => {
    checkTrainingData(X, y, 1, 'a regression tree')
    return growSingleTree(X, squaredError(y), params)
  },
  predict: (X, tree) => leafValues(tree, X).values,
  joint: {
    fit: (X, Y, params) => {
      checkTrainingTargets(X, Y, 1, 'a regression tree')
      return growSingleTree(X, meanSquaredErrors(Y), params)
    },
    predict: (X, tree) => leafValues(tree as SingleTree, X),
  },
})
