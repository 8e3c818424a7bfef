import { real } from '../../params/index.ts'
import { defineAugmenter } from '../operator.ts'
import { seed } from '../seed-parameter.ts'
import { drawnFor, nextNormal } from './draws.ts'
import { newSpectra } from './new-spectra.ts'
import { namesIn, scope } from './parameters.ts'
import { unitPlaces } from './places.ts'

/**
 * What differs between days of measurement: gain, offset and slope of the baseline.
 *
 * @throws WrongFeatureCount, NotFinite, TooFewSamples
 */
export const batchEffectAugmenter = defineAugmenter({
  id: 'batch_effect_augmenter',
  label: 'BatchEffect',
  ...namesIn('synthesis', 'BatchEffectAugmenter'),
  summary: 'Give the spectrum another gain, offset and slope of the baseline, as another session would',
  formula: '(1 + g) x + o + s u, g, o and s normal with mean 0, u from −1 to 1 over the wavelengths',
  source: 'n4a, after nirs4all 0.11: BatchEffectAugmenter',
  checked_against: 'standard deviations of g, o and s of 4,000 spectra',
  params: {
    offset_std: real({ initial: 0.02, min: 0, help: 'Standard deviation of the offset o' }),
    slope_std: real({ initial: 0.01, min: 0, help: 'Standard deviation of the slope s' }),
    gain_std: real({ initial: 0.03, min: 0, help: 'Standard deviation of the gain g' }),
    random_state: seed,
    variation_scope: scope,
  },
  augment: (X, y, origins, { offset_std, slope_std, gain_std, variation_scope }, random, { axis }) => {
    const places = unitPlaces(X.columns, axis)
    const draw = drawnFor(variation_scope, () => ({
      offset: offset_std * nextNormal(random),
      slope: slope_std * nextNormal(random),
      gain: 1 + gain_std * nextNormal(random),
    }))
    return newSpectra(X, y, origins, (source, target) => {
      const { offset, slope, gain } = draw()
      for (let j = 0; j < source.length; j++) target[j] = gain * source[j]! + offset + slope * places[j]!
    })
  },
})
