import { boolean, real } from '../../params/index.ts'
import { defineAugmenter } from '../operator.ts'
import { seed } from '../seed-parameter.ts'
import { uniformIn } from './draws.ts'
import { newSpectra } from './new-spectra.ts'
import { namesIn, rangeOrNull } from './parameters.ts'
import { nanometres, valuesAt } from './places.ts'
import { smoothed } from './smoothed-spectrum.ts'
import { waterAt } from './water-bands.ts'

/** For each °C, where water absorbs most: nm towards shorter wavelengths, share of absorbance, share of smoothing. */
const effect = { shift: 0.3, intensity: 0.002, broadening: 0.01 }
const bandWidth = 60
const smoothing = { sigma: 2, radius: 8 }

/**
 * Warm or cool the sample: hydrogen bonds loosen with heat, which moves the bands of water to shorter wavelengths, weakens and
 * broadens them.
 *
 * X must be absorbance, its wavelengths nanometres. The sizes are ours, of the order that water shows.
 *
 * @throws MissingWavelengths, UnusableWavelengths, WrongFeatureCount, NotFinite, TooFewSamples
 */
export const temperatureAugmenter = defineAugmenter({
  id: 'temperature_augmenter',
  label: 'Temperature',
  ...namesIn('environmental', 'TemperatureAugmenter'),
  summary: 'Change the spectrum as another temperature of a moist sample would; needs wavelengths in nm',
  formula:
    'x(λ + 0.3 ΔT g), times 1 − 0.002 ΔT g, plus 0.01 ΔT g (x * G(2) − x); ΔT uniform; g bells of 60 nm at 1450 (½) and 1940 nm (1), or 1',
  source: 'n4a, after nirs4all 0.11: TemperatureAugmenter',
  checked_against: 'range and mean of ΔT, by the loss of intensity and by the shift of straight spectra',
  differs:
    'the delta is the greatest change of temperature to either side and is drawn uniformly; the sizes of the effects are ours, and wavelengths in nm are needed',
  params: {
    temperature_delta: real({
      initial: 5,
      min: 0,
      help: 'Greatest ΔT to either side, °C; without effect with a range',
    }),
    temperature_range: rangeOrNull(
      'Of the temperature, °C: ΔT is its difference from the reference; null for the delta',
    ),
    reference_temperature: real({ initial: 25, help: 'Temperature of the spectra as they are, °C' }),
    enable_shift: boolean({ initial: true, help: 'Move the bands' }),
    enable_intensity: boolean({ initial: true, help: 'Weaken the bands' }),
    enable_broadening: boolean({ initial: true, help: 'Broaden the bands' }),
    region_specific: boolean({ initial: true, help: 'Only where water absorbs; else the same at all wavelengths' }),
    random_state: seed,
  },
  augment: (X, y, origins, params, random, { axis }) => {
    const places = nanometres(axis, 'the effect of temperature')
    const { temperature_delta: delta, temperature_range, reference_temperature: reference } = params
    const [low, high] = temperature_range ?? [reference - delta, reference + delta]
    const where = places.map(wavelength => (params.region_specific ? waterAt(wavelength, bandWidth) : 1))
    return newSpectra(X, y, origins, (source, target) => {
      const change = uniformIn([low, high], random) - reference
      const shift = params.enable_shift ? effect.shift * change : 0
      valuesAt(places, source, j => places[j]! + shift * where[j]!, target)
      const smooth = params.enable_broadening ? smoothed(target, smoothing.sigma, smoothing.radius) : target.slice()
      const weaker = params.enable_intensity ? effect.intensity * change : 0
      for (let j = 0; j < target.length; j++) {
        const broader = effect.broadening * change * where[j]! * (smooth[j]! - target[j]!)
        target[j] = target[j]! * (1 - weaker * where[j]!) + broader
      }
    })
  },
})
