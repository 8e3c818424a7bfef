import { mersenneTwister } from '../../math/random/mersenne-twister.ts'
import { permutation } from '../../math/random/shuffle.ts'
import { defineSplitter } from '../operator.ts'
import { foldsOfLabels, labelParts } from './folds.ts'
import { requireRows } from './k-fold.ts'
import { foldCount, repeatCount, seed } from './parameters.ts'

/**
 * K-fold cross-validation with another shuffle at every repeat; each row validates once a repeat. A seed gives
 * scikit-learn's folds.
 *
 * @throws TooFewSamples when there are fewer rows than folds
 * @see Burman (1989), Biometrika 76(3), 503–514
 */
export const repeatedKFold = defineSplitter({
  id: 'repeated_k_fold',
  label: 'RepeatedKFold',
  class_path: 'sklearn.model_selection.RepeatedKFold',
  aliases: ['sklearn.model_selection._split.RepeatedKFold'],
  summary: 'K-fold cross-validation, several times with other shuffles',
  formula: 'n_repeats × n_splits folds; each row validates n_repeats times',
  source: 'Burman (1989), Biometrika 76(3), 503–514; scikit-learn: sklearn.model_selection.RepeatedKFold',
  checked_against: 'scikit-learn 1.9.1, the same folds',
  differs: 'the seed is 42 where none is given, because a run must be repeatable; null is refused',
  params: { n_splits: foldCount(5), n_repeats: repeatCount, random_state: seed },
  split: ({ n_samples }, { n_splits, n_repeats, random_state }) => {
    requireRows(n_samples, n_splits, 'RepeatedKFold')
    const twister = mersenneTwister(random_state)
    return Array.from({ length: n_repeats }, () => {
      const labels = labelParts(permutation(n_samples, twister), n_splits)
      return foldsOfLabels(labels, n_splits)
    })
      .flat()
      .map((fold, fold_id) => ({ ...fold, fold_id }))
  },
})
