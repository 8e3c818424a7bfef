import { defineAugmenter } from '../operator.ts'
import { seed } from '../seed-parameter.ts'
import { uniformIn } from './draws.ts'
import { newSpectra } from './new-spectra.ts'
import { namesIn, range } from './parameters.ts'
import { checkKernelWidth, kernelWidth, smoothed } from './smoothed-spectrum.ts'

/**
 * Smooth each spectrum, one more and one less.
 *
 * @throws WrongFeatureCount, NotFinite, TooFewSamples, ParametersConflict
 */
export const gaussianSmoothingJitter = defineAugmenter({
  id: 'gaussian_smoothing_jitter',
  label: 'SmoothJit',
  ...namesIn('spectral', 'GaussianSmoothingJitter'),
  summary: 'Smooth the spectrum by a bell of random width',
  formula: 'x * G(σ), σ uniform in sigma_range, the bell cut at kernel_width',
  source: 'n4a, after nirs4all 0.11: GaussianSmoothingJitter',
  checked_against: 'the variance of a smoothed peak, between those of the ends of sigma_range',
  params: {
    sigma_range: range({ initial: [0.5, 2], above: 0, help: 'Of the standard deviation of the bell, in features' }),
    kernel_width: kernelWidth,
    random_state: seed,
  },
  check: checkKernelWidth,
  augment: (X, y, origins, { sigma_range, kernel_width }, random) =>
    newSpectra(X, y, origins, (source, target) => {
      target.set(smoothed(source, uniformIn(sigma_range, random), (kernel_width - 1) / 2))
    }),
})
