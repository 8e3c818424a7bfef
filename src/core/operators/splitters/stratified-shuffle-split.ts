import { SingleOfClass } from '../../errors/index.ts'
import { mersenneTwister } from '../../math/random/mersenne-twister.ts'
import { defineSplitter } from '../operator.ts'
import { classCodes } from './classes.ts'
import { divisionSizes } from './division-sizes.ts'
import { divisionCount, optionalTestSize, optionalTrainSize, seed } from './parameters.ts'
import { stratifiedDivision } from './stratified-division.ts'

/**
 * Random divisions, drawn independently, with about the share of each class in both parts. A seed gives scikit-learn's
 * divisions.
 *
 * Unlike the Python library: without a seed the divisions are those of seed 42, so that they can be made again.
 *
 * @throws NotClasses where y holds quantities; SingleOfClass, TooManyClasses, TooFewSamples
 */
export const stratifiedShuffleSplit = defineSplitter({
  id: 'stratified_shuffle_split',
  label: 'StratifiedShuffleSplit',
  class_path: 'sklearn.model_selection.StratifiedShuffleSplit',
  aliases: ['sklearn.model_selection._split.StratifiedShuffleSplit'],
  summary: 'Random divisions that keep the share of each class',
  formula: 'of each class its share of the rows, the largest remainders rounded up, ties drawn',
  source: 'scikit-learn: sklearn.model_selection.StratifiedShuffleSplit',
  checked_against: 'scikit-learn 1.9.1, the same folds',
  differs: 'without a seed the divisions are those of seed 42, so that they can be made again',
  params: {
    n_splits: divisionCount(10),
    test_size: optionalTestSize(0.1),
    train_size: optionalTrainSize,
    random_state: seed,
  },
  split: ({ n_samples, y }, params) => {
    const splitter = 'StratifiedShuffleSplit'
    const sizes = divisionSizes(splitter, n_samples, params, 0.1)
    const classes = classCodes(y, splitter)
    const single = classes.codes.findIndex(code => classes.counts[code] === 1)
    if (single >= 0) throw SingleOfClass({ splitter, value: String(y[single]) })
    const twister = mersenneTwister(params.random_state)
    return Array.from({ length: params.n_splits }, (_, fold_id) => ({
      fold_id,
      ...stratifiedDivision(classes, sizes, twister, splitter),
    }))
  },
})
