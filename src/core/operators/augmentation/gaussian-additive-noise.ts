import { ParametersConflict } from '../../errors/index.ts'
import { movingMean } from '../../math/moving-window.ts'
import { normals } from '../../math/random/normal.ts'
import { integer, real } from '../../params/index.ts'
import { defineAugmenter } from '../operator.ts'
import { seed } from '../seed-parameter.ts'
import { drawnFor } from './draws.ts'
import { newSpectra } from './new-spectra.ts'
import { namesIn, scope } from './parameters.ts'

/**
 * Add noise of a detector: independent at each feature, or alike for neighbours.
 *
 * @throws WrongFeatureCount, NotFinite, TooFewSamples, ParametersConflict
 */
export const gaussianAdditiveNoise = defineAugmenter({
  id: 'gaussian_additive_noise',
  label: 'AddNoise',
  ...namesIn('spectral', 'GaussianAdditiveNoise'),
  summary: 'Add normal noise to each value',
  formula: 'x + ε, ε ~ N(0, sigma²); smoothed by a moving mean of w features and scaled by √w, which keeps sigma',
  source: 'n4a, after nirs4all 0.11: GaussianAdditiveNoise',
  checked_against: 'mean and standard deviation of what is added, of 4,000 spectra',
  differs:
    'sigma is in the unit of the spectra, and smoothed noise is scaled back to it; random numbers are of its own',
  params: {
    sigma: real({ initial: 0.01, min: 0, help: 'Standard deviation of the noise, in the unit of the spectra' }),
    smoothing_kernel_width: integer({ initial: 1, min: 1, help: 'Features that the noise is averaged over, w; odd' }),
    random_state: seed,
    variation_scope: scope,
  },
  check: ({ smoothing_kernel_width: width }) => {
    if (width % 2 === 0)
      throw ParametersConflict({ reason: `smoothing_kernel_width ${width} is even, so it has no middle` })
  },
  augment: (X, y, origins, { sigma, smoothing_kernel_width: width, variation_scope }, random) => {
    const draw = drawnFor(variation_scope, () => {
      const noise = normals(X.columns, random)
      return width === 1 ? noise : movingMean(noise, width, 'symmetric').map(value => value * Math.sqrt(width))
    })
    return newSpectra(X, y, origins, (source, target) => {
      const noise = draw()
      for (let j = 0; j < source.length; j++) target[j] = source[j]! + sigma * noise[j]!
    })
  },
})
