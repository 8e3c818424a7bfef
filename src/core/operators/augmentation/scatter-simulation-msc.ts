import { choice } from '../../params/index.ts'
import { defineAugmenter } from '../operator.ts'
import { seed } from '../seed-parameter.ts'
import { uniformIn } from './draws.ts'
import { newSpectra } from './new-spectra.ts'
import { namesIn, range } from './parameters.ts'

/**
 * What multiplicative scatter correction takes away: another offset and another slope.
 *
 * @throws WrongFeatureCount, NotFinite, TooFewSamples
 */
export const scatterSimulation = defineAugmenter({
  id: 'scatter_simulation_msc',
  label: 'ScatterSim',
  ...namesIn('spectral', 'ScatterSimulationMSC'),
  summary: 'Give the spectrum another offset and another slope',
  formula: 'a + b x, a and b uniform in their ranges',
  source: 'Martens, Jensen & Geladi (1983), Nordic Symposium on Applied Statistics, 205–234; ranges: nirs4all 0.11',
  checked_against: 'ranges, means and standard deviations of a and b of 4,000 spectra',
  differs: 'reference_mode is self: other references are not there; random numbers are of its own',
  params: {
    reference_mode: choice({ initial: 'self', options: ['self'], help: 'What is scaled: the spectrum itself' }),
    a_range: range({ initial: [-0.1, 0.1], help: 'Of the offset a, in the unit of the spectra' }),
    b_range: range({ initial: [0.9, 1.1], help: 'Of the slope b' }),
    random_state: seed,
  },
  augment: (X, y, origins, { a_range, b_range }, random) =>
    newSpectra(X, y, origins, (source, target) => {
      const [a, b] = [uniformIn(a_range, random), uniformIn(b_range, random)]
      for (let j = 0; j < source.length; j++) target[j] = a + b * source[j]!
    }),
})
