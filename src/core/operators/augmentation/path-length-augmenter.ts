import { real } from '../../params/index.ts'
import { defineAugmenter } from '../operator.ts'
import { positive } from '../positive.ts'
import { seed } from '../seed-parameter.ts'
import { drawnFor, nextNormal } from './draws.ts'
import { newSpectra } from './new-spectra.ts'
import { namesIn, scope } from './parameters.ts'

/**
 * Let the light travel a longer or shorter way through the sample: absorbance is proportional to it.
 *
 * X must be absorbance.
 *
 * @throws WrongFeatureCount, NotFinite, TooFewSamples
 */
export const pathLengthAugmenter = defineAugmenter({
  id: 'path_length_augmenter',
  label: 'PathLength',
  ...namesIn('synthesis', 'PathLengthAugmenter'),
  summary: 'Vary the path length of the light; for absorbance',
  formula: 'L x, L = max(min_path_length, 1 + ε), ε ~ N(0, path_length_std²): the law of Lambert and Beer',
  source: 'n4a, after nirs4all 0.11: PathLengthAugmenter',
  checked_against: 'mean and standard deviation of L of 4,000 spectra, and its least value',
  params: {
    path_length_std: real({
      initial: 0.05,
      min: 0,
      help: 'Standard deviation of the path length, which is 1 on average',
    }),
    min_path_length: positive({ initial: 0.5, help: 'Least path length' }),
    random_state: seed,
    variation_scope: scope,
  },
  augment: (X, y, origins, { path_length_std, min_path_length, variation_scope }, random) => {
    const draw = drawnFor(variation_scope, () => Math.max(min_path_length, 1 + path_length_std * nextNormal(random)))
    return newSpectra(X, y, origins, (source, target) => {
      const length = draw()
      for (let j = 0; j < source.length; j++) target[j] = length * source[j]!
    })
  },
})
