import { integer } from '../../params/index.ts'
import { defineAugmenter } from '../operator.ts'
import { seed } from '../seed-parameter.ts'
import { bandIn, drawnFor, integerIn, uniformIn } from './draws.ts'
import { newSpectra } from './new-spectra.ts'
import { countRange, namesIn, range, scope } from './parameters.ts'

/**
 * Change gain and offset of some bands.
 *
 * @throws WrongFeatureCount, NotFinite, TooFewSamples
 */
export const bandPerturbation = defineAugmenter({
  id: 'band_perturbation',
  label: 'BandPert',
  ...namesIn('spectral', 'BandPerturbation'),
  summary: 'Give random bands of the spectrum another gain and another offset',
  formula: 'g x + o in bands of random width and place, g and o uniform in their ranges',
  source: 'n4a, after nirs4all 0.11: BandPerturbation',
  checked_against: 'gain and offset of a band: their ranges',
  params: {
    n_bands: integer({ initial: 3, min: 1, help: 'Number of bands; they may overlap' }),
    bandwidth_range: countRange({ initial: [5, 20], help: 'Features in a band' }),
    gain_range: range({ initial: [0.9, 1.1], help: 'Of the gain g' }),
    offset_range: range({ initial: [-0.01, 0.01], help: 'Of the offset o, in the unit of the spectra' }),
    random_state: seed,
    variation_scope: scope,
  },
  augment: (X, y, origins, { n_bands, bandwidth_range, gain_range, offset_range, variation_scope }, random) => {
    const draw = drawnFor(variation_scope, () =>
      Array.from({ length: n_bands }, () => ({
        ...bandIn(X.columns, integerIn(bandwidth_range, random), random),
        gain: uniformIn(gain_range, random),
        offset: uniformIn(offset_range, random),
      })),
    )
    return newSpectra(X, y, origins, (source, target) => {
      target.set(source)
      for (const { from, to, gain, offset } of draw()) {
        for (let j = from; j < to; j++) target[j] = gain * target[j]! + offset
      }
    })
  },
})
