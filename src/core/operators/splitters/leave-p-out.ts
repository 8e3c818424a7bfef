import { TooFewSamples } from '../../errors/index.ts'
import { integer } from '../../params/index.ts'
import { defineSplitter } from '../operator.ts'
import { combinations } from './combinations.ts'
import { otherRows } from './folds.ts'

/**
 * Every choice of p rows validates once, on a model of all other rows. A row validates in many folds.
 *
 * @throws TooFewSamples; ParametersConflict where that makes too many folds
 * @see Shao (1993), Journal of the American Statistical Association 88(422), 486–494
 */
export const leavePOut = defineSplitter({
  id: 'leave_p_out',
  label: 'LeavePOut',
  class_path: 'sklearn.model_selection.LeavePOut',
  aliases: ['sklearn.model_selection._split.LeavePOut'],
  summary: 'Every choice of p rows validates once',
  formula: 'n! / (p! (n − p)!) folds',
  source:
    'Shao (1993), Journal of the American Statistical Association 88(422), 486–494; scikit-learn: sklearn.model_selection.LeavePOut',
  checked_against: 'scikit-learn 1.2.1, the same folds',
  differs: 'more than 10,000 folds are refused',
  params: { p: integer({ initial: 2, min: 1, help: 'Rows that validate in each fold' }) },
  split: ({ n_samples }, { p }) => {
    if (n_samples <= p) throw TooFewSamples({ n_samples, needed: p + 1, purpose: `LeavePOut with p ${p}` })
    return combinations(n_samples, p, 'rows').map((rows, fold_id) => ({
      fold_id,
      train: otherRows(rows, n_samples),
      val: Int32Array.from(rows),
    }))
  },
})
