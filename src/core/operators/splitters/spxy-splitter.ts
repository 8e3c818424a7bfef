import { unusedSeed } from '../accepted-parameters.ts'
import { defineSplitter } from '../operator.ts'
import { divisionSizes } from './division-sizes.ts'
import { otherRows } from './folds.ts'
import { maxMinSelection } from './max-min-selection.ts'
import { testSize } from './parameters.ts'
import { distanceParameters, jointDistances } from './spectral-distances.ts'

/**
 * SPXY: Kennard–Stone on the distances of spectra and reference values together. One division. Rows that train come in the
 * order of their choice.
 *
 * @throws TooFewSamples, TooManyToCompare, NotFinite
 * @see Galvão et al. (2005), Talanta 67(4), 736–740
 */
export const spxySplitter = defineSplitter({
  id: 'spxy',
  label: 'SPXYSplitter',
  class_path: 'nirs4all.operators.splitters.SPXYSplitter',
  aliases: ['nirs4all.operators.splitters.splitters.SPXYSplitter', 'SPXY'],
  summary: 'Train on rows that cover spectra and reference values evenly, extremes first',
  formula: 'Kennard–Stone with d = d(x, x′) / max d(x, x′) + |y − y′| / max |y − y′|',
  source: 'Galvão et al. (2005), Talanta 67(4), 736–740',
  checked_against:
    'numpy 1.24.2 by the published steps on Tecator, the same division; nirs4all 0.11, the same division',
  params: { test_size: testSize(0.25), random_state: unusedSeed, ...distanceParameters },
  split: (rows, params) => {
    const { n_train } = divisionSizes('SPXYSplitter', rows.n_samples, params, 0.25, 2)
    const train = maxMinSelection(jointDistances(rows, params), n_train)
    return [{ fold_id: 0, train, val: otherRows(train, rows.n_samples) }]
  },
})
