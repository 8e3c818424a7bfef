import { defineClassifier } from '../operator.ts'
import { classForestFamily, classForestParams, classForestScores, fitClassForest } from './class-forest.ts'

/**
 * Random forest of classes: the mean of classification trees, each grown on rows drawn with replacement and with few features
 * drawn for each question.
 *
 * X: (n_samples, n_features), y: codes of classes → probabilities. Learns the trees. Random numbers are those of MT19937; the
 * rows of each tree are those that scikit-learn draws with the same seed, the order of features is not.
 * Unlike scikit-learn: no seed is seed 0, and spectra keep all their digits, where it rounds them to 32 bits.
 *
 * @throws TooFewSamples; WrongFeatureCount; NotFinite
 * @see Breiman (2001), Machine Learning 45(1), 5–32
 */
export const randomForestClassification = defineClassifier({
  id: 'random_forest_classification',
  label: 'RFC',
  class_path: 'sklearn.ensemble.RandomForestClassifier',
  aliases: ['RandomForestClassifier', 'sklearn.ensemble._forest.RandomForestClassifier'],
  summary: 'Mean of classification trees, each grown on rows drawn with replacement',
  formula: 'p(class) = mean over trees of its share of the leaf that the spectrum falls into',
  source: 'Breiman (2001), Machine Learning 45(1), 5–32',
  checked_against:
    'scikit-learn 1.2.1: within 1e-9 from the same seed where all features are tried and no two divisions are equally good; otherwise mean accuracy and log loss over seeds, within 4 standard errors',
  params: classForestParams(true),
  scores_are: 'probabilities',
  fit: (X, y, params) => fitClassForest(X, y, params, 'best'),
  scores: (X, forest, { n_estimators }) => classForestScores(forest, X, [n_estimators])[0]!,
  family: classForestFamily('best'),
})
