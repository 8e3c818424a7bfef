import { unusedSeed } from '../accepted-parameters.ts'
import { defineSplitter } from '../operator.ts'
import { divisionSizes } from './division-sizes.ts'
import { choose, emptyParty, farthestFrom, farthestPair } from './max-min-selection.ts'
import { testSize } from './parameters.ts'
import { distanceParameters, spectralDistances } from './spectral-distances.ts'

/**
 * DUPLEX: training and validation rows both cover the spectra, chosen in turn as Kennard and Stone choose; once one part
 * is full, the other takes the rest. One division. Both parts come in the order of their choice.
 *
 * @throws TooFewSamples, TooManyToCompare, NotFinite
 * @see Snee (1977), Technometrics 19(4), 415–428
 */
export const duplexSplitter = defineSplitter({
  id: 'duplex',
  label: 'DUPLEX',
  class_path: 'n4a.splitters.DUPLEX',
  aliases: ['Duplex', 'DuplexSplitter'],
  summary: 'Train and validate on rows that both cover the spectra evenly',
  formula: 'the two rows farthest apart train, the next two validate; then in turn the row farthest from its own part',
  source: 'Snee (1977), Technometrics 19(4), 415–428',
  checked_against: 'numpy 1.24.2 by the published steps on Tecator, the same division',
  params: { test_size: testSize(0.25), random_state: unusedSeed, ...distanceParameters },
  split: ({ n_samples, X }, params) => {
    const { n_train, n_val } = divisionSizes('DUPLEX', n_samples, params, 0.25, 2)
    const distances = spectralDistances(X, params)
    const free = new Uint8Array(n_samples).fill(1)
    const train = { ...emptyParty(n_samples), size: n_train }
    const val = { ...emptyParty(n_samples), size: n_val }
    for (const i of farthestPair(distances, free)) choose(train, i, free, distances)
    // A single row to validate has no partner: it is the one farthest from those that train.
    const first = n_val > 1 ? farthestPair(distances, free) : [farthestFrom(train, free)]
    for (const i of first) choose(val, i, free, distances)
    for (let turn = 0; train.chosen.length + val.chosen.length < n_samples; turn++) {
      const party = turn % 2 === 0 ? train : val
      if (party.chosen.length < party.size) choose(party, farthestFrom(party, free), free, distances)
    }
    return [{ fold_id: 0, train: Int32Array.from(train.chosen), val: Int32Array.from(val.chosen) }]
  },
})
