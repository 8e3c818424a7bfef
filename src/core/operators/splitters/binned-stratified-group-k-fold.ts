import { mersenneTwister } from '../../math/random/mersenne-twister.ts'
import { boolean } from '../../params/index.ts'
import { defineSplitter } from '../operator.ts'
import { binClasses, binCount, binStrategy } from './bin-parameters.ts'
import { foldsOfLabels } from './folds.ts'
import { groupCodes } from './groups.ts'
import { checkShuffleSeed, foldCount, shuffleSeed } from './parameters.ts'
import { stratifiedGroupLabels } from './stratified-group-labels.ts'

/**
 * K-fold cross-validation that keeps groups together and, as far as they allow, the distribution of y: y is divided into
 * bins, which StratifiedGroupKFold takes for classes.
 *
 * @throws MissingGroups, TooFewGroups, TooFewOfEachClass
 */
export const binnedStratifiedGroupKFold = defineSplitter({
  id: 'binned_stratified_group_k_fold',
  label: 'BinnedStratifiedGroupKFold',
  class_path: 'nirs4all.operators.splitters.BinnedStratifiedGroupKFold',
  aliases: ['nirs4all.operators.splitters.splitters.BinnedStratifiedGroupKFold'],
  summary: 'K-fold cross-validation that keeps groups together and the distribution of y',
  formula: 'y in bins, then StratifiedGroupKFold of the bins',
  source: 'scikit-learn: sklearn.preprocessing.KBinsDiscretizer, sklearn.model_selection.StratifiedGroupKFold',
  checked_against: 'nirs4all 0.11, the same folds',
  needs_groups: true,
  params: {
    n_splits: foldCount(5),
    n_bins: binCount,
    strategy: binStrategy('quantile'),
    shuffle: boolean({ initial: false, help: 'Shuffle the groups, which decides between equal ones' }),
    random_state: shuffleSeed,
  },
  check: checkShuffleSeed,
  split: ({ y, groups }, params) => {
    const { n_splits, n_bins, strategy, random_state } = params
    checkShuffleSeed(params)
    const splitter = 'BinnedStratifiedGroupKFold'
    const grouped = groupCodes(groups, splitter)
    const classes = binClasses(y, n_bins, strategy)
    const twister = random_state === null ? null : mersenneTwister(random_state)
    return foldsOfLabels(stratifiedGroupLabels(classes, grouped, n_splits, twister, splitter), n_splits)
  },
})
