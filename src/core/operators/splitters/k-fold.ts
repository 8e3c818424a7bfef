import { TooFewSamples } from '../../errors/index.ts'
import { mersenneTwister } from '../../math/random/mersenne-twister.ts'
import { permutation } from '../../math/random/shuffle.ts'
import { boolean } from '../../params/index.ts'
import { defineSplitter } from '../operator.ts'
import { foldsOfLabels, inOrder, labelParts } from './folds.ts'
import { checkShuffleSeed, foldCount, shuffleSeed } from './parameters.ts'

/**
 * K-fold cross-validation: the rows in order, or shuffled, cut into parts whose sizes differ by one at most; each part
 * validates once. A seed gives scikit-learn's folds.
 *
 * @throws TooFewSamples when there are fewer rows than folds
 * @see Stone (1974), Journal of the Royal Statistical Society B 36(2), 111–147
 */
export const kFold = defineSplitter({
  id: 'k_fold',
  label: 'KFold',
  class_path: 'sklearn.model_selection.KFold',
  aliases: ['sklearn.model_selection._split.KFold'],
  summary: 'Cut the rows into parts of equal size; each validates once',
  formula: 'the first n mod k folds validate on ⌊n / k⌋ + 1 rows, the others on ⌊n / k⌋',
  source:
    'Stone (1974), Journal of the Royal Statistical Society B 36(2), 111–147; scikit-learn: sklearn.model_selection.KFold',
  checked_against: 'scikit-learn 1.2.1, the same folds; nirs4all 0.11, the same folds',
  params: {
    n_splits: foldCount(5),
    shuffle: boolean({ initial: false, help: 'Shuffle the rows before they are cut' }),
    random_state: shuffleSeed,
  },
  check: checkShuffleSeed,
  split: ({ n_samples }, params) => {
    const { n_splits, random_state } = params
    checkShuffleSeed(params)
    requireRows(n_samples, n_splits, 'KFold')
    const order = random_state === null ? inOrder(n_samples) : permutation(n_samples, mersenneTwister(random_state))
    return foldsOfLabels(labelParts(order, n_splits), n_splits)
  },
})

/** @throws TooFewSamples */
export function requireRows(n_samples: number, n_splits: number, splitter: string): void {
  if (n_samples >= n_splits) return
  throw TooFewSamples({ n_samples, needed: n_splits, purpose: `${splitter} with ${n_splits} folds` })
}
