import { mersenneTwister } from '../../math/random/mersenne-twister.ts'
import { defineSplitter } from '../operator.ts'
import { classCodes } from './classes.ts'
import { foldsOfLabels } from './folds.ts'
import { requireRows } from './k-fold.ts'
import { foldCount, repeatCount, seed } from './parameters.ts'
import { stratifiedLabels } from './stratified-labels.ts'

/**
 * Stratified k-fold cross-validation with another shuffle at every repeat. A seed gives scikit-learn's folds.
 *
 * @throws NotClasses where y holds quantities; TooFewSamples, TooFewOfEachClass
 * @see Kohavi (1995), IJCAI 14, 1137–1143
 */
export const repeatedStratifiedKFold = defineSplitter({
  id: 'repeated_stratified_k_fold',
  label: 'RepeatedStratifiedKFold',
  class_path: 'sklearn.model_selection.RepeatedStratifiedKFold',
  aliases: ['sklearn.model_selection._split.RepeatedStratifiedKFold'],
  summary: 'Stratified k-fold cross-validation, several times with other shuffles',
  formula: 'n_repeats × n_splits folds; each row validates n_repeats times',
  source: 'Kohavi (1995), IJCAI 14, 1137–1143; scikit-learn: sklearn.model_selection.RepeatedStratifiedKFold',
  checked_against: 'scikit-learn 1.9.1, the same folds',
  differs: 'the seed is 42 where none is given, because a run must be repeatable; null is refused',
  params: { n_splits: foldCount(5), n_repeats: repeatCount, random_state: seed },
  split: ({ n_samples, y }, { n_splits, n_repeats, random_state }) => {
    requireRows(n_samples, n_splits, 'RepeatedStratifiedKFold')
    const classes = classCodes(y, 'RepeatedStratifiedKFold')
    const twister = mersenneTwister(random_state)
    return Array.from({ length: n_repeats }, () => {
      const labels = stratifiedLabels(classes, n_splits, twister, 'RepeatedStratifiedKFold')
      return foldsOfLabels(labels, n_splits)
    })
      .flat()
      .map((fold, fold_id) => ({ ...fold, fold_id }))
  },
})
