import { mersenneTwister } from '../../math/random/mersenne-twister.ts'
import { permutation } from '../../math/random/shuffle.ts'
import { boolean } from '../../params/index.ts'
import { defineSplitter } from '../operator.ts'
import { foldsOfLabels, inOrder, labelParts } from './folds.ts'
import { groupCodes, requireGroups } from './groups.ts'
import { checkShuffleSeed, foldCount, shuffleSeed } from './parameters.ts'

/**
 * K-fold cross-validation that keeps the rows of a group together; each group validates once. Unshuffled, the largest group
 * goes to the fold with the fewest rows, and so on. A seed gives scikit-learn's folds.
 *
 * @throws MissingGroups, TooFewGroups
 */
export const groupKFold = defineSplitter({
  id: 'group_k_fold',
  label: 'GroupKFold',
  class_path: 'sklearn.model_selection.GroupKFold',
  aliases: ['sklearn.model_selection._split.GroupKFold'],
  summary: 'K-fold cross-validation that keeps groups together',
  formula: 'group by group from the largest, each to the fold with the fewest rows',
  source: 'scikit-learn 1.9: sklearn.model_selection.GroupKFold',
  checked_against: 'scikit-learn 1.9.1, the same folds',
  needs_groups: true,
  params: {
    n_splits: foldCount(5),
    shuffle: boolean({ initial: false, help: 'Shuffle the groups and cut them into parts of as many groups' }),
    random_state: shuffleSeed,
  },
  check: checkShuffleSeed,
  split: ({ groups }, params) => {
    const { n_splits, random_state } = params
    checkShuffleSeed(params)
    const grouped = groupCodes(groups, 'GroupKFold')
    requireGroups(grouped, n_splits, `GroupKFold with ${n_splits} folds`)
    const labels =
      random_state === null
        ? balancedLabels(grouped.counts, n_splits)
        : labelParts(permutation(grouped.names.length, mersenneTwister(random_state)), n_splits)
    return foldsOfLabels(
      grouped.codes.map(code => labels[code]!),
      n_splits,
    )
  },
})

/** Among groups of equal size the last comes first. */
function balancedLabels(counts: Int32Array, n_splits: number): Int32Array {
  const rows = new Int32Array(n_splits)
  const labels = new Int32Array(counts.length)
  for (const code of inOrder(counts.length).sort((a, b) => counts[b]! - counts[a]! || b - a)) {
    const lightest = rows.indexOf(rows.reduce((a, b) => Math.min(a, b)))
    labels[code] = lightest
    rows[lightest]! += counts[code]!
  }
  return labels
}
