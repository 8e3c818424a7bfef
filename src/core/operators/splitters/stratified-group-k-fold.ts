import { mersenneTwister } from '../../math/random/mersenne-twister.ts'
import { boolean } from '../../params/index.ts'
import { defineSplitter } from '../operator.ts'
import { classCodes } from './classes.ts'
import { foldsOfLabels } from './folds.ts'
import { groupCodes } from './groups.ts'
import { checkShuffleSeed, foldCount, shuffleSeed } from './parameters.ts'
import { stratifiedGroupLabels } from './stratified-group-labels.ts'

/**
 * K-fold cross-validation that keeps groups together and, as far as they allow, the share of each class. A seed gives
 * scikit-learn's folds.
 *
 * Unlike scikit-learn 1.2: shuffled, a group keeps the class counts that are its own.
 *
 * @throws MissingGroups, TooFewGroups, NotClasses where y holds quantities, TooFewOfEachClass
 */
export const stratifiedGroupKFold = defineSplitter({
  id: 'stratified_group_k_fold',
  label: 'StratifiedGroupKFold',
  class_path: 'sklearn.model_selection.StratifiedGroupKFold',
  aliases: ['sklearn.model_selection._split.StratifiedGroupKFold'],
  summary: 'K-fold cross-validation that keeps groups together and the share of each class',
  formula: 'group by group to the fold that leaves the sd of the class shares over the folds smallest',
  source: 'scikit-learn 1.9: sklearn.model_selection.StratifiedGroupKFold',
  checked_against: 'scikit-learn 1.9.1, the same folds',
  differs: 'shuffled, a group keeps the class counts that are its own',
  needs_groups: true,
  params: {
    n_splits: foldCount(5),
    shuffle: boolean({ initial: false, help: 'Shuffle the groups, which decides between equal ones' }),
    random_state: shuffleSeed,
  },
  check: checkShuffleSeed,
  split: ({ y, groups }, params) => {
    const { n_splits, random_state } = params
    checkShuffleSeed(params)
    const splitter = 'StratifiedGroupKFold'
    const grouped = groupCodes(groups, splitter)
    const twister = random_state === null ? null : mersenneTwister(random_state)
    const labels = stratifiedGroupLabels(classCodes(y, splitter), grouped, n_splits, twister, splitter)
    return foldsOfLabels(labels, n_splits)
  },
})
