import { mersenneTwister } from '../../math/random/mersenne-twister.ts'
import { choice } from '../../params/index.ts'
import { defineSplitter } from '../operator.ts'
import { binCount, binStrategy, sharedBinClasses } from './bin-parameters.ts'
import { divisionSizes } from './division-sizes.ts'
import { seed, testSize } from './parameters.ts'
import { stratifiedDivision } from './stratified-division.ts'

/**
 * One random division with about the same distribution of y in both parts: y is divided into bins, and each bin gives its
 * share to both.
 *
 * Unlike the Python library: a bin of a single sample joins its neighbour, where the library stops with an error; and
 * without a seed the division is that of seed 42.
 *
 * @throws TooManyClasses where a part has fewer rows than there are bins; TooFewSamples
 */
export const kBinsStratifiedSplitter = defineSplitter({
  id: 'k_bins_stratified',
  label: 'KBinsStratifiedSplitter',
  class_path: 'nirs4all.operators.splitters.KBinsStratifiedSplitter',
  aliases: ['nirs4all.operators.splitters.splitters.KBinsStratifiedSplitter', 'KBinsStratified'],
  summary: 'One random division with the same distribution of y in both parts',
  formula: 'y in bins, then StratifiedShuffleSplit of the bins',
  source: 'scikit-learn: sklearn.preprocessing.KBinsDiscretizer, sklearn.model_selection.StratifiedShuffleSplit',
  checked_against: 'scikit-learn 1.2.1 (KBinsDiscretizer and StratifiedShuffleSplit), the same division',
  differs:
    'a bin of a single sample joins its neighbour, where the library stops with an error; and without a seed the division is that of seed 42',
  params: {
    test_size: testSize(0.25),
    random_state: seed,
    n_bins: binCount,
    strategy: binStrategy('uniform'),
    encode: choice({ initial: 'ordinal', options: ['ordinal'], help: 'Accepted without effect: bins are numbered' }),
  },
  split: ({ n_samples, y }, params) => {
    const splitter = 'KBinsStratifiedSplitter'
    const sizes = divisionSizes(splitter, n_samples, params, 0.25)
    const classes = sharedBinClasses(y, params.n_bins, params.strategy)
    return [{ fold_id: 0, ...stratifiedDivision(classes, sizes, mersenneTwister(params.random_state), splitter) }]
  },
})
