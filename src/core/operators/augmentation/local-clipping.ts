import { mean } from '../../math/statistics.ts'
import { integer } from '../../params/index.ts'
import { defineAugmenter } from '../operator.ts'
import { seed } from '../seed-parameter.ts'
import { bandIn, integerIn, uniformIn } from './draws.ts'
import { newSpectra } from './new-spectra.ts'
import { countRange, namesIn } from './parameters.ts'

/**
 * Saturate the detector in some regions: values above a level are that level.
 *
 * @throws WrongFeatureCount, NotFinite, TooFewSamples
 */
export const localClipping = defineAugmenter({
  id: 'local_clipping',
  label: 'Clip',
  ...namesIn('spectral', 'LocalClipping'),
  summary: 'Cut the values of random regions off at a level',
  formula: 'min(x, c) in n_regions regions of random width and place, c uniform between mean and maximum of x there',
  source: 'n4a, after nirs4all 0.11: LocalClipping',
  checked_against: 'nothing raised, nothing below the mean of the region lowered',
  params: {
    n_regions: integer({ initial: 1, min: 1, help: 'Number of regions; they may overlap' }),
    width_range: countRange({ initial: [5, 20], help: 'Features in a region' }),
    random_state: seed,
  },
  augment: (X, y, origins, { n_regions, width_range }, random) =>
    newSpectra(X, y, origins, (source, target) => {
      target.set(source)
      for (let region = 0; region < n_regions; region++) {
        const { from, to } = bandIn(source.length, integerIn(width_range, random), random)
        const within = target.subarray(from, to)
        const most = within.reduce((a, b) => Math.max(a, b))
        const level = uniformIn([Math.min(mean(within), most), most], random)
        for (let j = from; j < to; j++) target[j] = Math.min(target[j]!, level)
      }
    }),
})
