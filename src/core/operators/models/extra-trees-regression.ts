import { defineRegressor } from '../operator.ts'
import { fitForest, forestFamily, forestMeans, forestOfTargets, forestParams } from './forest.ts'

/**
 * Extremely randomised trees: the mean of trees that try one random threshold for each feature drawn.
 *
 * X: (n_samples, n_features), y: (n_samples,) → predictions in the unit of y. Learns the trees; of several quantities
 * at once, trees whose leaves hold the mean of each. Random numbers are those of
 * MT19937 seeded with `random_state`, not those of scikit-learn.
 * Unlike the Python library: no seed is seed 0, and spectra keep all their digits, where it rounds them to 32 bits.
 *
 * @throws TooFewSamples; WrongFeatureCount; NotFinite
 * @see Geurts, Ernst & Wehenkel (2006), Machine Learning 63(1), 3–42
 */
export const extraTreesRegression = defineRegressor({
  id: 'extra_trees_regression',
  label: 'ExtraTrees',
  class_path: 'sklearn.ensemble.ExtraTreesRegressor',
  aliases: ['ExtraTreesRegressor', 'sklearn.ensemble._forest.ExtraTreesRegressor'],
  summary: 'Mean of regression trees that try one random threshold for each feature',
  formula: 'ŷ = mean over trees of the mean y of the leaf that the spectrum falls into',
  source: 'Geurts, Ernst & Wehenkel (2006), Machine Learning 63(1), 3–42',
  checked_against: 'scikit-learn 1.2.1: RMSE over 20 seeds, within four standard errors',
  differs:
    'no seed is seed 0, random numbers are of its own and spectra keep all their digits, where the library rounds them to 32 bits: scores agree, single predictions do not',
  params: forestParams(false),
  fit: (X, y, params) => fitForest(X, y, params, 'random'),
  predict: (X, forest, { n_estimators }) => forestMeans(forest, X, [n_estimators])[0]!,
  family: forestFamily('random'),
  joint: forestOfTargets('random'),
})
