import { integer } from '../../params/index.ts'
import { defineSplitter } from '../operator.ts'
import { combinations } from './combinations.ts'
import { otherRows } from './folds.ts'
import { groupCodes, requireGroups, rowsOfGroups } from './groups.ts'

/**
 * Every choice of some groups validates once, on a model of all other groups. A row validates in many folds.
 *
 * @throws MissingGroups; TooFewGroups; ParametersConflict where that makes too many folds
 */
export const leavePGroupsOut = defineSplitter({
  id: 'leave_p_groups_out',
  label: 'LeavePGroupsOut',
  class_path: 'sklearn.model_selection.LeavePGroupsOut',
  aliases: ['sklearn.model_selection._split.LeavePGroupsOut'],
  summary: 'Every choice of some groups validates once',
  formula: 'm! / (p! (m − p)!) folds of p among m groups',
  source: 'scikit-learn: sklearn.model_selection.LeavePGroupsOut',
  checked_against: 'scikit-learn 1.2.1, the same folds',
  differs: 'more than 10,000 folds are refused',
  needs_groups: true,
  params: { n_groups: integer({ initial: 2, min: 1, help: 'Groups that validate in each fold' }) },
  split: ({ n_samples, groups }, { n_groups }) => {
    const grouped = groupCodes(groups, 'LeavePGroupsOut')
    requireGroups(grouped, n_groups + 1, `LeavePGroupsOut with n_groups ${n_groups}`)
    return combinations(grouped.names.length, n_groups, 'groups').map((chosen, fold_id) => {
      const val = rowsOfGroups(grouped, Int32Array.from(chosen))
      return { fold_id, train: otherRows(val, n_samples), val }
    })
  },
})
