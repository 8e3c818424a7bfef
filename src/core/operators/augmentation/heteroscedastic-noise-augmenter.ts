import { normals } from '../../math/random/normal.ts'
import { real } from '../../params/index.ts'
import { defineAugmenter } from '../operator.ts'
import { seed } from '../seed-parameter.ts'
import { drawnFor } from './draws.ts'
import { newSpectra } from './new-spectra.ts'
import { namesIn, scope } from './parameters.ts'

/**
 * Add noise that grows with the signal.
 *
 * @throws WrongFeatureCount, NotFinite, TooFewSamples
 */
export const heteroscedasticNoiseAugmenter = defineAugmenter({
  id: 'heteroscedastic_noise_augmenter',
  label: 'HetNoise',
  ...namesIn('synthesis', 'HeteroscedasticNoiseAugmenter'),
  summary: 'Add noise that grows with the signal',
  formula: 'x + (noise_base + noise_signal_dep |x|) ε, ε ~ N(0, 1)',
  source: 'n4a, after nirs4all 0.11: HeteroscedasticNoiseAugmenter',
  checked_against: 'standard deviation of what is added at a small and at a large value',
  params: {
    noise_base: real({ initial: 0.001, min: 0, help: 'Standard deviation of the noise where there is no signal' }),
    noise_signal_dep: real({ initial: 0.005, min: 0, help: 'What each unit of signal adds to it' }),
    random_state: seed,
    variation_scope: scope,
  },
  augment: (X, y, origins, { noise_base, noise_signal_dep, variation_scope }, random) => {
    const draw = drawnFor(variation_scope, () => normals(X.columns, random))
    return newSpectra(X, y, origins, (source, target) => {
      const noise = draw()
      for (let j = 0; j < source.length; j++) {
        target[j] = source[j]! + (noise_base + noise_signal_dep * Math.abs(source[j]!)) * noise[j]!
      }
    })
  },
})
