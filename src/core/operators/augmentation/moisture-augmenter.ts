import { boolean, real } from '../../params/index.ts'
import { defineAugmenter } from '../operator.ts'
import { positive } from '../positive.ts'
import { seed } from '../seed-parameter.ts'
import { uniformIn } from './draws.ts'
import { newSpectra } from './new-spectra.ts'
import { namesIn, rangeOrNull } from './parameters.ts'
import { nanometres } from './places.ts'
import { waterAt } from './water-bands.ts'

const bandWidth = 50

/**
 * Moisten or dry the sample: more or less water, a larger or smaller share of it free.
 *
 * X must be absorbance, its wavelengths nanometres. Bands and sizes are ours.
 *
 * @throws MissingWavelengths, UnusableWavelengths, WrongFeatureCount, NotFinite, TooFewSamples
 */
export const moistureAugmenter = defineAugmenter({
  id: 'moisture_augmenter',
  label: 'Moisture',
  ...namesIn('environmental', 'MoistureAugmenter'),
  summary: 'Change the spectrum as another moisture of the sample would; needs wavelengths in nm',
  formula:
    'x + m′ (f′ F + (1 − f′) B) − m (f F + (1 − f) B); m′ = m (1 + Δ / reference), f′ = f + Δ in [0, 1], Δ uniform; F bells of 50 nm at 1450 (½) and 1940 nm (1), B the same, bound_water_shift on',
  source: 'n4a, after nirs4all 0.11: MoistureAugmenter',
  checked_against: 'range and mean of Δ, by the absorbance added at 1940 nm',
  differs:
    'the delta is the greatest change of water activity to either side and is drawn uniformly; the sizes of the effects are ours, and wavelengths in nm are needed',
  params: {
    water_activity_delta: real({
      initial: 0.1,
      min: 0,
      max: 1,
      help: 'Greatest Δ to either side; without effect with a range',
    }),
    water_activity_range: rangeOrNull(
      'Of the water activity: Δ is its difference from the reference; null for the delta',
    ),
    reference_water_activity: positive({ initial: 0.5, help: 'Water activity of the spectra as they are' }),
    free_water_fraction: real({ initial: 0.3, min: 0, max: 1, help: 'Share of the water that is free, f' }),
    bound_water_shift: real({
      initial: 25,
      help: 'How far the bands of bound water lie beyond those of free water, nm',
    }),
    moisture_content: real({ initial: 0.1, min: 0, help: 'Absorbance of the water at 1940 nm, m' }),
    enable_shift: boolean({ initial: true, help: 'Change the share of free water' }),
    enable_intensity: boolean({ initial: true, help: 'Change the amount of water' }),
    random_state: seed,
  },
  augment: (X, y, origins, params, random, { axis }) => {
    const places = nanometres(axis, 'the effect of moisture')
    const { water_activity_delta: delta, water_activity_range, reference_water_activity: reference } = params
    const { free_water_fraction: free, moisture_content: content } = params
    const range = water_activity_range ?? ([reference - delta, reference + delta] as const)
    const freeWater = places.map(wavelength => waterAt(wavelength, bandWidth))
    const boundWater = places.map(wavelength => waterAt(wavelength, bandWidth, params.bound_water_shift))
    const water = (amount: number, share: number, j: number) =>
      amount * (share * freeWater[j]! + (1 - share) * boundWater[j]!)
    return newSpectra(X, y, origins, (source, target) => {
      const change = uniformIn(range, random) - reference
      const amount = params.enable_intensity ? Math.max(0, content * (1 + change / reference)) : content
      const share = params.enable_shift ? Math.max(0, Math.min(1, free + change)) : free
      for (let j = 0; j < source.length; j++) {
        target[j] = source[j]! + water(amount, share, j) - water(content, free, j)
      }
    })
  },
})
