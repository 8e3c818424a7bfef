import { checkTrainingData } from '../checks.ts'
import { classShares, negativeEntropy, sumOfSquares } from '../models/several-targets.ts'
import { growSingleTree, leafValues, singleTreeParams } from '../models/single-tree.ts'
import { classCriterion } from '../models/tree-parameters.ts'
import { defineClassifier } from '../operator.ts'
import { balancedWeights, treeClassWeight } from './balanced-weights.ts'
import { classIndicators } from './class-indicators.ts'

/**
 * Classification tree: questions about single features, each chosen to leave the purest sides; a leaf gives the share of each
 * class among its training rows.
 *
 * X: (n_samples, n_features), y: codes of classes → probabilities. Learns the tree. Of equally good questions the first drawn
 * is taken, by MT19937 seeded with `random_state`.
 * Unlike scikit-learn: no seed is seed 0, and spectra keep all their digits, where it rounds them to 32 bits.
 *
 * @throws TooFewSamples; WrongFeatureCount; NotFinite
 * @see Breiman, Friedman, Olshen & Stone (1984), Classification and Regression Trees
 */
export const decisionTreeClassification = defineClassifier({
  id: 'decision_tree_classification',
  label: 'TreeC',
  class_path: 'sklearn.tree.DecisionTreeClassifier',
  aliases: ['DecisionTreeClassifier', 'sklearn.tree._classes.DecisionTreeClassifier'],
  summary: 'Shares of classes among the training rows that answer the same questions about single features',
  formula:
    'p(class) = its share of the leaf; each node asks xⱼ ≤ c where Σ n · (1 − Σ p²) or − Σ n · Σ p log₂ p is least',
  source: 'Breiman, Friedman, Olshen & Stone (1984), Classification and Regression Trees',
  checked_against: 'scikit-learn 1.2.1, within 1e-9 where no two divisions are equally good',
  params: { criterion: classCriterion, ...singleTreeParams, class_weight: treeClassWeight },
  scores_are: 'probabilities',
  fit: (X, y, { criterion, class_weight, ...given }) => {
    checkTrainingData(X, y, 1, 'a classification tree')
    const times = new Float64Array(X.rows).fill(1)
    const weights = class_weight === null ? times : balancedWeights(y, times)
    const purity = criterion === 'gini' ? sumOfSquares : negativeEntropy
    return growSingleTree(X, classShares(classIndicators(y), purity), given, weights)
  },
  scores: (X, tree) => leafValues(tree, X),
})
