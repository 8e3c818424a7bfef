import { defineRegressor } from '../operator.ts'
import { fitForest, forestFamily, forestMeans, forestOfTargets, forestParams } from './forest.ts'

/**
 * Random forest: the mean of regression trees, each grown on rows drawn with replacement.
 *
 * X: (n_samples, n_features), y: (n_samples,) → predictions in the unit of y. Learns the trees; of several quantities
 * at once, trees whose leaves hold the mean of each. Random numbers are those of
 * MT19937; the rows of each tree are those that scikit-learn draws with the same seed, the order of features is not.
 * Unlike the Python library: no seed is seed 0, and spectra keep all their digits, where it rounds them to 32 bits.
 *
 * @throws TooFewSamples; WrongFeatureCount; NotFinite
 * @see Breiman (2001), Machine Learning 45(1), 5–32
 */
export const randomForestRegression = defineRegressor({
  id: 'random_forest_regression',
  label: 'RF',
  class_path: 'sklearn.ensemble.RandomForestRegressor',
  aliases: ['RandomForestRegressor', 'sklearn.ensemble._forest.RandomForestRegressor'],
  summary: 'Mean of regression trees, each grown on rows drawn with replacement',
  formula: 'ŷ = mean over trees of the mean y of the leaf that the spectrum falls into',
  source: 'Breiman (2001), Machine Learning 45(1), 5–32',
  checked_against:
    'scikit-learn 1.2.1: two forests within 1e-11; RMSE over 20 seeds within four standard errors, and on Tecator within its band',
  differs:
    'no seed is seed 0, random numbers are of its own and spectra keep all their digits, where the library rounds them to 32 bits: scores agree, single predictions do not',
  params: forestParams(true),
  fit: (X, y, params) => fitForest(X, y, params, 'best'),
  predict: (X, forest, { n_estimators }) => forestMeans(forest, X, [n_estimators])[0]!,
  family: forestFamily('best'),
  joint: forestOfTargets('best'),
})
