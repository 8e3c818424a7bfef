import { standardDeviation } from '../../math/statistics.ts'
import { real } from '../../params/index.ts'
import { defineAugmenter } from '../operator.ts'
import { positive } from '../positive.ts'
import { seed } from '../seed-parameter.ts'
import { uniformIn } from './draws.ts'
import { newSpectra } from './new-spectra.ts'
import { namesIn } from './parameters.ts'
import { unitPlaces } from './places.ts'

/**
 * Bend the spectrum at a random place and move it up or down, in proportion to its own standard deviation.
 *
 * @throws WrongFeatureCount, NotFinite, TooFewSamples
 */
export const rotateTranslate = defineAugmenter({
  id: 'rotate_translate',
  label: 'RotTrans',
  ...namesIn('random', 'Rotate_Translate'),
  summary: 'Bend the spectrum at a random place and move it up or down',
  formula:
    'x + sd(x) / y_factor · (t + p (u − v)); u from 0 to 1 over the wavelengths, v uniform in it, t in ±1, p in ±p_range, drawn for each side of v',
  source: 'n4a, after nirs4all 0.11: Rotate_Translate',
  checked_against: 'its two slopes and its bend, which lie in their ranges; mean 0 of what is added',
  params: {
    p_range: real({ initial: 2, min: 0, help: 'Greatest slope on either side of the bend' }),
    y_factor: positive({ initial: 3, help: 'Divides what is added' }),
    random_state: seed,
  },
  augment: (X, y, origins, { p_range, y_factor }, random, { axis }) => {
    const places = unitPlaces(X.columns, axis).map(place => (place + 1) / 2)
    return newSpectra(X, y, origins, (source, target) => {
      const scale = standardDeviation(source, 0) / y_factor
      const [bend, moved] = [uniformIn([0, 1], random), uniformIn([-1, 1], random)]
      const [before, after] = [uniformIn([-p_range, p_range], random), uniformIn([-p_range, p_range], random)]
      for (let j = 0; j < source.length; j++) {
        const from = places[j]! - bend
        target[j] = source[j]! + scale * (moved + (from < 0 ? before : after) * from)
      }
    })
  },
})
