import { mean } from '../../math/statistics.ts'
import { defineAugmenter } from '../operator.ts'
import { seed } from '../seed-parameter.ts'
import { uniformIn } from './draws.ts'
import { newSpectra } from './new-spectra.ts'
import { namesIn, range } from './parameters.ts'
import { placesOf } from './places.ts'

/**
 * Add a straight baseline. The slope is one of wavelengths where they are known, else of features.
 *
 * @throws WrongFeatureCount, NotFinite, TooFewSamples
 */
export const linearBaselineDrift = defineAugmenter({
  id: 'linear_baseline_drift',
  label: 'LinDrift',
  ...namesIn('spectral', 'LinearBaselineDrift'),
  summary: 'Add a straight baseline',
  formula: 'x + a + b (λ − λ̄), a and b uniform in their ranges',
  source: 'Bjerrum, Glahder & Skov (2017), arXiv 1710.01927; ranges: nirs4all 0.11',
  checked_against: 'ranges, means and standard deviations of a and b of 4,000 spectra',
  params: {
    offset_range: range({ initial: [-0.1, 0.1], help: 'Of a, in the unit of the spectra' }),
    slope_range: range({ initial: [-0.001, 0.001], help: 'Of b, for each unit of wavelength or each feature' }),
    random_state: seed,
  },
  augment: (X, y, origins, { offset_range, slope_range }, random, { axis }) => {
    const places = placesOf(X.columns, axis)
    const center = mean(places)
    return newSpectra(X, y, origins, (source, target) => {
      const [offset, slope] = [uniformIn(offset_range, random), uniformIn(slope_range, random)]
      for (let j = 0; j < source.length; j++) target[j] = source[j]! + offset + slope * (places[j]! - center)
    })
  },
})
