import { TooFewSamples } from '../../errors/index.ts'
import { integer } from '../../params/index.ts'
import { defineSplitter } from '../operator.ts'
import { foldsOfLabels, inOrder } from './folds.ts'
import { foldCount } from './parameters.ts'

/**
 * Every k-th row validates in the same fold, or every k-th blind of some adjacent rows. Each row validates once.
 *
 * @throws TooFewSamples when there are fewer blinds than folds
 * @see Ballabio & Consonni (2013), Analytical Methods 5, 3790–3798
 */
export const venetianBlinds = defineSplitter({
  id: 'venetian_blinds',
  label: 'VenetianBlinds',
  class_path: 'n4a.splitters.VenetianBlinds',
  aliases: [],
  summary: 'Every k-th row, or blind of rows, validates in the same fold',
  formula: 'row i validates in fold ⌊i / thickness⌋ mod k',
  source: 'Ballabio & Consonni (2013), Analytical Methods 5, 3790–3798',
  checked_against: 'numpy 1.24.2 by the published formula, the same folds',
  params: {
    n_splits: foldCount(10),
    thickness: integer({ initial: 1, min: 1, help: 'Adjacent rows that stay together, such as replicates' }),
  },
  split: ({ n_samples }, { n_splits, thickness }) => {
    const needed = (n_splits - 1) * thickness + 1
    const purpose = `VenetianBlinds with ${n_splits} folds of blinds of ${thickness}`
    if (n_samples < needed) throw TooFewSamples({ n_samples, needed, purpose })
    const labels = inOrder(n_samples).map(row => Math.floor(row / thickness) % n_splits)
    return foldsOfLabels(labels, n_splits)
  },
})
