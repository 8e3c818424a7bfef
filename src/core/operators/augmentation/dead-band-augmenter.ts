import { normals } from '../../math/random/normal.ts'
import { nextUniform } from '../../math/random/uniform.ts'
import { mean } from '../../math/statistics.ts'
import { integer, real } from '../../params/index.ts'
import { defineAugmenter } from '../operator.ts'
import { seed } from '../seed-parameter.ts'
import { bandIn, drawnFor, integerIn } from './draws.ts'
import { newSpectra } from './new-spectra.ts'
import { countRange, namesIn, scope } from './parameters.ts'

/**
 * Let bands die: the detector gives noise about a constant there.
 *
 * @throws WrongFeatureCount, NotFinite, TooFewSamples
 */
export const deadBandAugmenter = defineAugmenter({
  id: 'dead_band_augmenter',
  label: 'DeadBand',
  ...namesIn('synthesis', 'DeadBandAugmenter'),
  summary: 'Replace random bands of the spectrum by noise about their mean',
  formula: 'mean of the band + ε, ε ~ N(0, noise_std²), in n_bands bands of random width and place',
  source: 'n4a, after nirs4all 0.11: DeadBandAugmenter',
  checked_against: 'number of values changed, and mean and standard deviation of what stands there',
  params: {
    n_bands: integer({ initial: 1, min: 1, help: 'Number of bands; they may overlap' }),
    width_range: countRange({ initial: [10, 30], help: 'Features in a band' }),
    noise_std: real({ initial: 0.05, min: 0, help: 'Standard deviation of the noise, in the unit of the spectra' }),
    probability: real({ initial: 1, min: 0, max: 1, help: 'Share of the new samples that have dead bands' }),
    random_state: seed,
    variation_scope: scope,
  },
  augment: (X, y, origins, { n_bands, width_range, noise_std, probability, variation_scope }, random) => {
    const draw = drawnFor(variation_scope, () =>
      nextUniform(random) >= probability
        ? []
        : Array.from({ length: n_bands }, () => {
            const { from, to } = bandIn(X.columns, integerIn(width_range, random), random)
            return { from, to, noise: normals(to - from, random) }
          }),
    )
    return newSpectra(X, y, origins, (source, target) => {
      target.set(source)
      for (const { from, to, noise } of draw()) {
        const center = mean(target.subarray(from, to))
        for (let j = from; j < to; j++) target[j] = center + noise_std * noise[j - from]!
      }
    })
  },
})
