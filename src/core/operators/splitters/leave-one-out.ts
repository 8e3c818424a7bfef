import { TooFewSamples } from '../../errors/index.ts'
import { defineSplitter } from '../operator.ts'
import { foldsOfLabels, inOrder } from './folds.ts'

/**
 * Each row validates once, on a model of all other rows: as many fits as rows.
 *
 * @throws TooFewSamples
 * @see Stone (1974), Journal of the Royal Statistical Society B 36(2), 111–147
 */
export const leaveOneOut = defineSplitter({
  id: 'leave_one_out',
  label: 'LeaveOneOut',
  class_path: 'sklearn.model_selection.LeaveOneOut',
  aliases: ['sklearn.model_selection._split.LeaveOneOut', 'LOO'],
  summary: 'Each row validates alone',
  formula: 'as many folds as rows',
  source:
    'Stone (1974), Journal of the Royal Statistical Society B 36(2), 111–147; scikit-learn: sklearn.model_selection.LeaveOneOut',
  checked_against: 'scikit-learn 1.9.1, the same folds',
  params: {},
  split: ({ n_samples }) => {
    if (n_samples < 2) throw TooFewSamples({ n_samples, needed: 2, purpose: 'LeaveOneOut' })
    return foldsOfLabels(inOrder(n_samples), n_samples)
  },
})
