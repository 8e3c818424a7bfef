import { defineAugmenter } from '../operator.ts'
import { seed } from '../seed-parameter.ts'
import { uniformIn } from './draws.ts'
import { newSpectra } from './new-spectra.ts'
import { namesIn, range } from './parameters.ts'
import { placesOf, valuesAt } from './places.ts'

/**
 * Shift the wavelengths, as an instrument does that is not quite aligned: by wavelengths where they are known, else by features.
 *
 * @throws WrongFeatureCount, NotFinite, TooFewSamples
 */
export const wavelengthShift = defineAugmenter({
  id: 'wavelength_shift',
  label: 'WlShift',
  ...namesIn('spectral', 'WavelengthShift'),
  summary: 'Shift the spectrum along the wavelengths',
  formula: 'x(λ + s), s uniform in shift_range; on the lines between the values, beyond the ends the last value',
  source: 'n4a, after nirs4all 0.11: WavelengthShift',
  checked_against: 'the shift of straight spectra: its range, mean and standard deviation',
  params: {
    shift_range: range({ initial: [-2, 2], help: 'Of the shift s, in the unit of the wavelengths, or in features' }),
    random_state: seed,
  },
  augment: (X, y, origins, { shift_range }, random, { axis }) => {
    const places = placesOf(X.columns, axis)
    return newSpectra(X, y, origins, (source, target) => {
      const shift = uniformIn(shift_range, random)
      valuesAt(places, source, j => places[j]! + shift, target)
    })
  },
})
