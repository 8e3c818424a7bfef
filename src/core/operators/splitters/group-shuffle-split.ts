import { mersenneTwister } from '../../math/random/mersenne-twister.ts'
import { permutation } from '../../math/random/shuffle.ts'
import { defineSplitter } from '../operator.ts'
import { divisionSizes } from './division-sizes.ts'
import { groupCodes, requireGroups, rowsOfGroups } from './groups.ts'
import { divisionCount, optionalTestSize, optionalTrainSize, seed } from './parameters.ts'

/**
 * Random divisions that keep the rows of a group together; sizes count groups. A seed gives scikit-learn's divisions.
 *
 * @throws MissingGroups, TooFewGroups, TooFewSamples
 */
export const groupShuffleSplit = defineSplitter({
  id: 'group_shuffle_split',
  label: 'GroupShuffleSplit',
  class_path: 'sklearn.model_selection.GroupShuffleSplit',
  aliases: ['sklearn.model_selection._split.GroupShuffleSplit'],
  summary: 'Random divisions of groups, drawn independently',
  formula: 'of the groups in random order the first ⌈test_size · n_groups⌉ validate, the next train',
  source: 'scikit-learn: sklearn.model_selection.GroupShuffleSplit',
  checked_against: 'scikit-learn 1.9.1, the same folds',
  differs: 'the seed is 42 where none is given, because a run must be repeatable; null is refused',
  needs_groups: true,
  params: {
    n_splits: divisionCount(5),
    test_size: optionalTestSize(0.2),
    train_size: optionalTrainSize,
    random_state: seed,
  },
  split: ({ groups }, params) => {
    const grouped = groupCodes(groups, 'GroupShuffleSplit')
    requireGroups(grouped, 2, 'GroupShuffleSplit')
    const n_groups = grouped.names.length
    const { n_train, n_val } = divisionSizes('GroupShuffleSplit of groups', n_groups, params, 0.2)
    const twister = mersenneTwister(params.random_state)
    return Array.from({ length: params.n_splits }, (_, fold_id) => {
      const order = permutation(n_groups, twister)
      return {
        fold_id,
        train: rowsOfGroups(grouped, order.subarray(n_val, n_val + n_train)),
        val: rowsOfGroups(grouped, order.subarray(0, n_val)),
      }
    })
  },
})
