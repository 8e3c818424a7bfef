import { defineSplitter } from '../operator.ts'
import { foldsOfLabels, inOrder, labelParts } from './folds.ts'
import { requireRows } from './k-fold.ts'
import { foldCount } from './parameters.ts'

/**
 * The rows in their order, cut into blocks whose sizes differ by one at most; each block validates once.
 *
 * @throws TooFewSamples when there are fewer rows than blocks
 * @see Ballabio & Consonni (2013), Analytical Methods 5, 3790–3798
 */
export const contiguousBlocks = defineSplitter({
  id: 'contiguous_blocks',
  label: 'ContiguousBlocks',
  class_path: 'n4a.splitters.ContiguousBlocks',
  aliases: [],
  summary: 'The rows in their order, cut into blocks; each validates once',
  formula: 'the first n mod k blocks hold ⌊n / k⌋ + 1 rows, the others ⌊n / k⌋',
  source: 'Ballabio & Consonni (2013), Analytical Methods 5, 3790–3798',
  checked_against: 'numpy 1.24.2 (array_split), the same folds',
  params: { n_splits: foldCount(10) },
  split: ({ n_samples }, { n_splits }) => {
    requireRows(n_samples, n_splits, 'ContiguousBlocks')
    return foldsOfLabels(labelParts(inOrder(n_samples), n_splits), n_splits)
  },
})
