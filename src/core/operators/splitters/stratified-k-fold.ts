import { mersenneTwister } from '../../math/random/mersenne-twister.ts'
import { boolean } from '../../params/index.ts'
import { defineSplitter } from '../operator.ts'
import { classCodes } from './classes.ts'
import { foldsOfLabels } from './folds.ts'
import { requireRows } from './k-fold.ts'
import { checkShuffleSeed, foldCount, shuffleSeed } from './parameters.ts'
import { stratifiedLabels } from './stratified-labels.ts'

/**
 * K-fold cross-validation in which every fold has about the share of each class that all rows have; each row validates
 * once. A seed gives scikit-learn's folds.
 *
 * @throws NotClasses where y holds quantities; TooFewSamples, TooFewOfEachClass
 * @see Kohavi (1995), IJCAI 14, 1137–1143
 */
export const stratifiedKFold = defineSplitter({
  id: 'stratified_k_fold',
  label: 'StratifiedKFold',
  class_path: 'sklearn.model_selection.StratifiedKFold',
  aliases: ['sklearn.model_selection._split.StratifiedKFold'],
  summary: 'K-fold cross-validation that keeps the share of each class',
  formula: 'the rows, sorted by class, are dealt to the folds in turn',
  source: 'Kohavi (1995), IJCAI 14, 1137–1143; scikit-learn: sklearn.model_selection.StratifiedKFold',
  checked_against: 'scikit-learn 1.9.1, the same folds',
  params: {
    n_splits: foldCount(5),
    shuffle: boolean({ initial: false, help: 'Shuffle the rows of each class before they are dealt' }),
    random_state: shuffleSeed,
  },
  check: checkShuffleSeed,
  split: ({ n_samples, y }, params) => {
    const { n_splits, random_state } = params
    checkShuffleSeed(params)
    requireRows(n_samples, n_splits, 'StratifiedKFold')
    const twister = random_state === null ? null : mersenneTwister(random_state)
    const classes = classCodes(y, 'StratifiedKFold')
    return foldsOfLabels(stratifiedLabels(classes, n_splits, twister, 'StratifiedKFold'), n_splits)
  },
})
