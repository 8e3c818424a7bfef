import { ParametersConflict, TooFewSamples } from '../../errors/index.ts'
import { mersenneTwister } from '../../math/random/mersenne-twister.ts'
import { permutation } from '../../math/random/shuffle.ts'
import { boolean, integer, nullable, type Parameter } from '../../params/index.ts'
import { defineSplitter, type Fold } from '../operator.ts'

const randomState: Parameter<number | null> = {
  ...nullable(
    integer({ initial: 0, min: 0, max: 2 ** 32 - 1, help: 'Seed of the shuffle; needed when shuffle is true' }),
  ),
  initial: null,
}

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
  params: {
    n_splits: integer({ initial: 5, min: 2, abbreviation: 'k', help: 'Number of folds' }),
    shuffle: boolean({ initial: false, help: 'Shuffle the rows before they are cut' }),
    random_state: randomState,
  },
  check: checkSeed,
  split: ({ n_samples }, params): readonly Fold[] => {
    const { n_splits, random_state } = params
    checkSeed(params)
    if (n_samples < n_splits)
      throw TooFewSamples({ n_samples, needed: n_splits, purpose: `KFold with ${n_splits} folds` })
    const order =
      random_state === null
        ? Int32Array.from({ length: n_samples }, (_, i) => i)
        : permutation(n_samples, mersenneTwister(random_state))
    const folds: Fold[] = []
    let start = 0
    for (let fold_id = 0; fold_id < n_splits; fold_id++) {
      const end = start + Math.floor(n_samples / n_splits) + (fold_id < n_samples % n_splits ? 1 : 0)
      const train = new Int32Array(n_samples - (end - start))
      train.set(order.subarray(0, start))
      train.set(order.subarray(end), start)
      folds.push({ fold_id, train: train.sort(), val: order.slice(start, end).sort() })
      start = end
    }
    return folds
  },
})

function checkSeed({ shuffle, random_state }: { shuffle: boolean; random_state: number | null }): void {
  if (shuffle && random_state === null) {
    const reason = 'shuffle is true but there is no random_state, so the folds could not be made again'
    throw ParametersConflict({ reason })
  }
  if (!shuffle && random_state !== null) {
    throw ParametersConflict({ reason: 'random_state has no effect while shuffle is false' })
  }
}
