import { unusedSeed } from '../accepted-parameters.ts'
import { defineSplitter } from '../operator.ts'
import { divisionSizes } from './division-sizes.ts'
import { otherRows } from './folds.ts'
import { maxMinSelection } from './max-min-selection.ts'
import { testSize } from './parameters.ts'
import { distanceParameters, spectralDistances } from './spectral-distances.ts'

/**
 * Kennard–Stone: the training rows cover the spectra evenly, the most extreme first; the others validate. One division.
 * Rows that train come in the order of their choice.
 *
 * @throws TooFewSamples, TooManyToCompare, NotFinite
 * @see Kennard & Stone (1969), Technometrics 11(1), 137–148
 */
export const kennardStoneSplitter = defineSplitter({
  id: 'kennard_stone',
  label: 'KennardStoneSplitter',
  class_path: 'nirs4all.operators.splitters.KennardStoneSplitter',
  aliases: ['nirs4all.operators.splitters.splitters.KennardStoneSplitter', 'KennardStone'],
  summary: 'Train on rows that cover the spectra evenly, extremes first',
  formula: 'the two rows farthest apart, then each time argmax over the others of min over the chosen of d(x, x′)',
  source: 'Kennard & Stone (1969), Technometrics 11(1), 137–148',
  checked_against:
    'numpy 1.24.2 by the published steps on Tecator, the same division; nirs4all 0.11, the same division',
  params: { test_size: testSize(0.25), random_state: unusedSeed, ...distanceParameters },
  split: ({ n_samples, X }, params) => {
    const { n_train } = divisionSizes('KennardStoneSplitter', n_samples, params, 0.25, 2)
    const train = maxMinSelection(spectralDistances(X, params), n_train)
    return [{ fold_id: 0, train, val: otherRows(train, n_samples) }]
  },
})
