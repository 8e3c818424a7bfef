import { defineSplitter } from '../operator.ts'
import { foldsOfLabels } from './folds.ts'
import { groupCodes, requireGroups } from './groups.ts'

/**
 * Each group validates once, on a model of all other groups: one fold for each group, in their order.
 *
 * @throws MissingGroups, TooFewGroups
 */
export const leaveOneGroupOut = defineSplitter({
  id: 'leave_one_group_out',
  label: 'LeaveOneGroupOut',
  class_path: 'sklearn.model_selection.LeaveOneGroupOut',
  aliases: ['sklearn.model_selection._split.LeaveOneGroupOut'],
  summary: 'Each group validates alone',
  formula: 'as many folds as groups',
  source: 'scikit-learn: sklearn.model_selection.LeaveOneGroupOut',
  checked_against: 'scikit-learn 1.9.1, the same folds',
  needs_groups: true,
  params: {},
  split: ({ groups }) => {
    const grouped = groupCodes(groups, 'LeaveOneGroupOut')
    requireGroups(grouped, 2, 'LeaveOneGroupOut')
    return foldsOfLabels(grouped.codes, grouped.names.length)
  },
})
