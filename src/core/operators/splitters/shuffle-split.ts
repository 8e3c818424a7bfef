import { mersenneTwister } from '../../math/random/mersenne-twister.ts'
import { permutation } from '../../math/random/shuffle.ts'
import { defineSplitter } from '../operator.ts'
import { divisionSizes } from './division-sizes.ts'
import { divisionCount, optionalTestSize, optionalTrainSize, seed } from './parameters.ts'

/**
 * Random divisions, drawn independently (Monte Carlo cross-validation). A row may validate in several of them, or in none.
 * A seed gives scikit-learn's divisions.
 *
 * Unlike the Python library: without a seed the divisions are those of seed 42, so that they can be made again.
 *
 * @throws TooFewSamples
 * @see Picard & Cook (1984), Journal of the American Statistical Association 79(387), 575–583
 */
export const shuffleSplit = defineSplitter({
  id: 'shuffle_split',
  label: 'ShuffleSplit',
  class_path: 'sklearn.model_selection.ShuffleSplit',
  aliases: ['sklearn.model_selection._split.ShuffleSplit'],
  summary: 'Random divisions, drawn independently',
  formula: 'of a random order the first ⌈test_size · n⌉ rows validate, the next train',
  source:
    'Picard & Cook (1984), Journal of the American Statistical Association 79(387), 575–583; scikit-learn: sklearn.model_selection.ShuffleSplit',
  checked_against: 'scikit-learn 1.9.1, the same folds',
  differs: 'without a seed the divisions are those of seed 42, so that they can be made again',
  params: {
    n_splits: divisionCount(10),
    test_size: optionalTestSize(0.1),
    train_size: optionalTrainSize,
    random_state: seed,
  },
  split: ({ n_samples }, params) => {
    const { n_train, n_val } = divisionSizes('ShuffleSplit', n_samples, params, 0.1)
    const twister = mersenneTwister(params.random_state)
    return Array.from({ length: params.n_splits }, (_, fold_id) => {
      const order = permutation(n_samples, twister)
      return { fold_id, train: order.slice(n_val, n_val + n_train), val: order.slice(0, n_val) }
    })
  },
})
