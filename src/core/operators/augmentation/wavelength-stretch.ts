import { defineAugmenter } from '../operator.ts'
import { seed } from '../seed-parameter.ts'
import { uniformIn } from './draws.ts'
import { newSpectra } from './new-spectra.ts'
import { namesIn, range } from './parameters.ts'
import { placesOf, valuesAt } from './places.ts'

/**
 * Stretch or compress the wavelengths about their middle.
 *
 * @throws WrongFeatureCount, NotFinite, TooFewSamples
 */
export const wavelengthStretch = defineAugmenter({
  id: 'wavelength_stretch',
  label: 'WlStretch',
  ...namesIn('spectral', 'WavelengthStretch'),
  summary: 'Stretch or compress the spectrum along the wavelengths',
  formula:
    'x(m + f (λ − m)), f uniform in stretch_range, m the middle of the wavelengths; beyond the ends the last value',
  source: 'n4a, after nirs4all 0.11: WavelengthStretch',
  checked_against: 'the slope of straight spectra: its range, mean and standard deviation',
  params: {
    stretch_range: range({ initial: [0.99, 1.01], above: 0, help: 'Of the factor f' }),
    random_state: seed,
  },
  augment: (X, y, origins, { stretch_range }, random, { axis }) => {
    const places = placesOf(X.columns, axis)
    const middle = (places[0]! + places.at(-1)!) / 2
    return newSpectra(X, y, origins, (source, target) => {
      const factor = uniformIn(stretch_range, random)
      valuesAt(places, source, j => middle + factor * (places[j]! - middle), target)
    })
  },
})
