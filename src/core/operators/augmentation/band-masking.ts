import { defineAugmenter } from '../operator.ts'
import { seed } from '../seed-parameter.ts'
import { bandIn, integerIn } from './draws.ts'
import { maskBand, masking } from './masked-band.ts'
import { newSpectra } from './new-spectra.ts'
import { countRange, namesIn } from './parameters.ts'

/**
 * Hide bands of the spectrum, so that a model does not rely on one of them alone.
 *
 * @throws WrongFeatureCount, NotFinite, TooFewSamples
 */
export const bandMasking = defineAugmenter({
  id: 'band_masking',
  label: 'BandMask',
  ...namesIn('spectral', 'BandMasking'),
  summary: 'Hide random bands of the spectrum',
  formula: 'bands of random number, width and place; there the line between the values beside them, or 0',
  source: 'n4a, after nirs4all 0.11: BandMasking',
  checked_against: 'number and width of the bands, of 4,000 spectra',
  params: {
    n_bands_range: countRange({ initial: [1, 3], help: 'Number of bands' }),
    bandwidth_range: countRange({ initial: [5, 20], help: 'Features in a band' }),
    mode: masking,
    random_state: seed,
  },
  augment: (X, y, origins, { n_bands_range, bandwidth_range, mode }, random) =>
    newSpectra(X, y, origins, (source, target) => {
      target.set(source)
      for (let left = integerIn(n_bands_range, random); left > 0; left--) {
        const { from, to } = bandIn(source.length, integerIn(bandwidth_range, random), random)
        maskBand(target, from, to, mode)
      }
    }),
})
