import { integer, real } from '../../params/index.ts'
import { defineAugmenter } from '../operator.ts'
import { seed } from '../seed-parameter.ts'
import { nextNormal, uniformIn } from './draws.ts'
import { newSpectra } from './new-spectra.ts'
import { namesIn, type Range, range } from './parameters.ts'
import { unitPlaces } from './places.ts'

const within = ([low, high]: Range, place: number) => (low + high) / 2 + (place * (high - low)) / 2

/**
 * What extended multiplicative scatter correction takes away: offset, slope, and a polynomial of the wavelength.
 *
 * @throws WrongFeatureCount, NotFinite, TooFewSamples
 */
export const emscDistortionAugmenter = defineAugmenter({
  id: 'emsc_distortion_augmenter',
  label: 'EMSCDist',
  ...namesIn('scattering', 'EMSCDistortionAugmenter'),
  summary: 'Give the spectrum another offset, another slope and a polynomial baseline',
  formula:
    'a + b x + Σ c[d] u^d, d = 1 … polynomial_order; c ~ N(0, polynomial_strength²), u from −1 to 1; b uniform in its range, a in its own, ρ v + √(1 − ρ²) w of the two places v, w in it, cut at the ends',
  source: 'Martens & Stark (1991), J. Pharm. Biomed. Anal. 9(8), 625–635; parameters: nirs4all 0.11',
  checked_against: 'ranges of a and b, their correlation, and the degree of what is added',
  params: {
    multiplicative_range: range({ initial: [0.9, 1.1], help: 'Of the slope b' }),
    additive_range: range({ initial: [-0.05, 0.05], help: 'Of the offset a, in the unit of the spectra' }),
    polynomial_order: integer({ initial: 2, min: 0, max: 20, help: 'Degree of the polynomial' }),
    polynomial_strength: real({ initial: 0.02, min: 0, help: 'Standard deviation of its coefficients' }),
    correlation: real({ initial: 0.3, min: -1, max: 1, help: 'Of offset and slope, ρ' }),
    random_state: seed,
  },
  augment: (X, y, origins, params, random, { axis }) => {
    const places = unitPlaces(X.columns, axis)
    const { correlation, polynomial_order, polynomial_strength } = params
    return newSpectra(X, y, origins, (source, target) => {
      const [v, w] = [uniformIn([-1, 1], random), uniformIn([-1, 1], random)]
      const joint = correlation * v + Math.sqrt(1 - correlation ** 2) * w
      const b = within(params.multiplicative_range, v)
      const a = within(params.additive_range, Math.max(-1, Math.min(1, joint)))
      const coefficients = Array.from({ length: polynomial_order }, () => polynomial_strength * nextNormal(random))
      for (let j = 0; j < source.length; j++) {
        const curve = coefficients.reduceRight((sum, coefficient) => (sum + coefficient) * places[j]!, 0)
        target[j] = a + b * source[j]! + curve
      }
    })
  },
})
