import { nextInteger } from '../../math/random/mersenne-twister.ts'
import { defineAugmenter } from '../operator.ts'
import { seed } from '../seed-parameter.ts'
import { drawnFor, integerIn, uniformIn } from './draws.ts'
import { newSpectra } from './new-spectra.ts'
import { countRange, namesIn, range, scope } from './parameters.ts'

/**
 * Add spikes to single values.
 *
 * @throws WrongFeatureCount, NotFinite, TooFewSamples
 */
export const spikeNoise = defineAugmenter({
  id: 'spike_noise',
  label: 'Spikes',
  ...namesIn('spectral', 'SpikeNoise'),
  summary: 'Add spikes to single values',
  formula: 'x[j] + h at random j, h uniform in amplitude_range',
  source: 'n4a, after nirs4all 0.11: SpikeNoise',
  checked_against: 'number and height of the spikes, of 4,000 spectra',
  params: {
    n_spikes_range: countRange({ initial: [1, 3], help: 'Number of spikes' }),
    amplitude_range: range({ initial: [-0.5, 0.5], help: 'Of the height h, in the unit of the spectra' }),
    random_state: seed,
    variation_scope: scope,
  },
  augment: (X, y, origins, { n_spikes_range, amplitude_range, variation_scope }, random) => {
    const draw = drawnFor(variation_scope, () =>
      Array.from({ length: integerIn(n_spikes_range, random) }, () => ({
        at: nextInteger(random, X.columns - 1),
        height: uniformIn(amplitude_range, random),
      })),
    )
    return newSpectra(X, y, origins, (source, target) => {
      target.set(source)
      for (const { at, height } of draw()) target[at]! += height
    })
  },
})
