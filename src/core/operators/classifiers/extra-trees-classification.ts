import { defineClassifier } from '../operator.ts'
import { classForestFamily, classForestParams, classForestScores, fitClassForest } from './class-forest.ts'

/**
 * Extremely randomised trees of classes: the mean of classification trees that try one random threshold for each feature drawn.
 *
 * X: (n_samples, n_features), y: codes of classes → probabilities. Learns the trees. Random numbers are those of MT19937 seeded
 * with `random_state`, not those of scikit-learn.
 * Unlike scikit-learn: no seed is seed 0, and spectra keep all their digits, where it rounds them to 32 bits.
 *
 * @throws TooFewSamples; WrongFeatureCount; NotFinite
 * @see Geurts, Ernst & Wehenkel (2006), Machine Learning 63(1), 3–42
 */
export const extraTreesClassification = defineClassifier({
  id: 'extra_trees_classification',
  label: 'ExtraTreesC',
  class_path: 'sklearn.ensemble.ExtraTreesClassifier',
  aliases: ['ExtraTreesClassifier', 'sklearn.ensemble._forest.ExtraTreesClassifier'],
  summary: 'Mean of classification trees that try one random threshold for each feature',
  formula: 'p(class) = mean over trees of its share of the leaf that the spectrum falls into',
  source: 'Geurts, Ernst & Wehenkel (2006), Machine Learning 63(1), 3–42',
  checked_against: 'scikit-learn 1.2.1: mean accuracy and log loss over seeds, within 4 standard errors',
  params: classForestParams(false),
  scores_are: 'probabilities',
  fit: (X, y, params) => fitClassForest(X, y, params, 'random'),
  scores: (X, forest, { n_estimators }) => classForestScores(forest, X, [n_estimators])[0]!,
  family: classForestFamily('random'),
})
