import { defineAugmenter } from '../operator.ts'
import { positive } from '../positive.ts'
import { seed } from '../seed-parameter.ts'
import { uniformIn } from './draws.ts'
import { newSpectra } from './new-spectra.ts'
import { namesIn, range } from './parameters.ts'
import { checkKernelWidth, kernelWidth, smoothed } from './smoothed-spectrum.ts'

/**
 * Sharpen each spectrum by what smoothing takes away.
 *
 * @throws WrongFeatureCount, NotFinite, TooFewSamples, ParametersConflict
 */
export const unsharpSpectralMask = defineAugmenter({
  id: 'unsharp_spectral_mask',
  label: 'Unsharp',
  ...namesIn('spectral', 'UnsharpSpectralMask'),
  summary: 'Sharpen the spectrum',
  formula: 'x + a (x − x * G(sigma)), a uniform in amount_range, the bell cut at kernel_width',
  source: 'n4a, after nirs4all 0.11: UnsharpSpectralMask',
  checked_against: 'the amount: its range, mean and standard deviation',
  params: {
    amount_range: range({ initial: [0.1, 0.5], help: 'Of the amount a' }),
    sigma: positive({ initial: 1, help: 'Standard deviation of the bell, in features' }),
    kernel_width: kernelWidth,
    random_state: seed,
  },
  check: checkKernelWidth,
  augment: (X, y, origins, { amount_range, sigma, kernel_width }, random) =>
    newSpectra(X, y, origins, (source, target) => {
      const amount = uniformIn(amount_range, random)
      const smooth = smoothed(source, sigma, (kernel_width - 1) / 2)
      for (let j = 0; j < source.length; j++) target[j] = source[j]! + amount * (source[j]! - smooth[j]!)
    }),
})
