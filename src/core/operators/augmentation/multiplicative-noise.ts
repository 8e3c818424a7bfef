import { normals } from '../../math/random/normal.ts'
import { boolean, real } from '../../params/index.ts'
import { defineAugmenter } from '../operator.ts'
import { seed } from '../seed-parameter.ts'
import { drawnFor } from './draws.ts'
import { newSpectra } from './new-spectra.ts'
import { namesIn, scope } from './parameters.ts'

/**
 * Multiply each spectrum by a gain near 1, as another path length or lamp does.
 *
 * @throws WrongFeatureCount, NotFinite, TooFewSamples
 */
export const multiplicativeNoise = defineAugmenter({
  id: 'multiplicative_noise',
  label: 'MulNoise',
  ...namesIn('spectral', 'MultiplicativeNoise'),
  summary: 'Multiply each spectrum by a random gain',
  formula: 'x (1 + ε), ε ~ N(0, sigma_gain²), one for the spectrum or one for each value',
  source: 'n4a, after nirs4all 0.11: MultiplicativeNoise',
  checked_against: 'mean and standard deviation of the gains of 4,000 spectra',
  params: {
    sigma_gain: real({ initial: 0.05, min: 0, help: 'Standard deviation of the gain' }),
    per_wavelength: boolean({ initial: false, help: 'Draw a gain for each value instead of one for the spectrum' }),
    random_state: seed,
    variation_scope: scope,
  },
  augment: (X, y, origins, { sigma_gain, per_wavelength, variation_scope }, random) => {
    const draw = drawnFor(variation_scope, () => normals(per_wavelength ? X.columns : 1, random))
    return newSpectra(X, y, origins, (source, target) => {
      const drawn = draw()
      for (let j = 0; j < source.length; j++) target[j] = source[j]! * (1 + sigma_gain * drawn[j % drawn.length]!)
    })
  },
})
