import { integer, real } from '../../params/index.ts'
import { defineAugmenter } from '../operator.ts'
import { seed } from '../seed-parameter.ts'
import { uniformIn } from './draws.ts'
import { newSpectra } from './new-spectra.ts'
import { namesIn } from './parameters.ts'
import { placesOf, smoothCurve, valuesAt } from './places.ts'

/**
 * Shift the wavelengths, here more and there less.
 *
 * @throws WrongFeatureCount, NotFinite, TooFewSamples
 */
export const localWavelengthWarp = defineAugmenter({
  id: 'local_wavelength_warp',
  label: 'WlWarp',
  ...namesIn('spectral', 'LocalWavelengthWarp'),
  summary: 'Shift the spectrum along the wavelengths by a smoothly varying amount',
  formula: 'x(λ + s(λ)), s the cubic spline through n_control_points values uniform in ±max_shift, evenly spaced',
  source: 'n4a, after nirs4all 0.11: LocalWavelengthWarp',
  checked_against: 'the shift of straight spectra at a control point: its range, mean and standard deviation',
  params: {
    n_control_points: integer({ initial: 5, min: 2, help: 'Points between which the shift varies' }),
    max_shift: real({
      initial: 1,
      min: 0,
      help: 'Greatest shift at a point, in the unit of the wavelengths, or in features',
    }),
    random_state: seed,
  },
  augment: (X, y, origins, { n_control_points, max_shift }, random, { axis }) => {
    const places = placesOf(X.columns, axis)
    return newSpectra(X, y, origins, (source, target) => {
      const points = Float64Array.from({ length: n_control_points }, () => uniformIn([-max_shift, max_shift], random))
      const shifts = smoothCurve(points, X.columns)
      valuesAt(places, source, j => places[j]! + shifts[j]!, target)
    })
  },
})
