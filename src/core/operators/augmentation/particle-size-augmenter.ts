import { mean } from '../../math/statistics.ts'
import { boolean, real } from '../../params/index.ts'
import { defineAugmenter } from '../operator.ts'
import { positive } from '../positive.ts'
import { seed } from '../seed-parameter.ts'
import { nextNormal, uniformIn } from './draws.ts'
import { newSpectra } from './new-spectra.ts'
import { namesIn, rangeOrNull } from './parameters.ts'
import { nanometres } from './places.ts'

/** Smaller particles than this, µm, are no particles to near infrared light. */
const leastSize = 1

/**
 * Grind the sample finer or coarser: fine particles scatter more, at short wavelengths most; in coarse ones light travels
 * farther.
 *
 * X must be absorbance (log 1/R), its wavelengths nanometres. The sizes are ours.
 *
 * @throws MissingWavelengths, UnusableWavelengths, WrongFeatureCount, NotFinite, TooFewSamples
 */
export const particleSizeAugmenter = defineAugmenter({
  id: 'particle_size_augmenter',
  label: 'ParticleSize',
  ...namesIn('scattering', 'ParticleSizeAugmenter'),
  summary: 'Change the spectrum as another particle size would; needs wavelengths in nm',
  formula:
    'x (d / r)^path_length_sensitivity + size_effect_strength (r / d − 1) (λ̄ / λ)^wavelength_exponent; d ~ N(mean_size_um, size_variation_um²), at least 1 µm, or uniform in size_range_um; r = reference_size_um',
  source: 'n4a, after nirs4all 0.11: ParticleSizeAugmenter',
  checked_against: 'mean and standard deviation of d, by the path length; the wavelength exponent of what is added',
  differs: 'the sizes of the effects are ours, and wavelengths in nm are needed',
  params: {
    mean_size_um: positive({ initial: 50, help: 'Mean particle size, µm' }),
    size_variation_um: real({ initial: 15, min: 0, help: 'Standard deviation of the particle size, µm' }),
    size_range_um: rangeOrNull('Of the particle size, µm, drawn uniformly; null for the normal distribution'),
    reference_size_um: positive({ initial: 50, help: 'Particle size of the spectra as they are, r, µm' }),
    wavelength_exponent: real({ initial: 1.5, min: 0, help: 'How fast scattering falls with the wavelength' }),
    size_effect_strength: real({ initial: 0.1, min: 0, help: 'What particles of half the size add to the absorbance' }),
    include_path_length: boolean({ initial: true, help: 'Change the path length too' }),
    path_length_sensitivity: real({ initial: 0.5, min: 0, help: 'Power of the size that the path length grows with' }),
    random_state: seed,
  },
  augment: (X, y, origins, params, random, { axis }) => {
    const places = nanometres(axis, 'the effect of particle size')
    const middle = mean(places)
    const scatter = places.map(wavelength => (middle / wavelength) ** params.wavelength_exponent)
    const { mean_size_um, size_variation_um, size_range_um, reference_size_um: reference } = params
    const draw = () =>
      size_range_um ? uniformIn(size_range_um, random) : mean_size_um + size_variation_um * nextNormal(random)
    return newSpectra(X, y, origins, (source, target) => {
      const size = Math.max(leastSize, draw())
      const path = params.include_path_length ? (size / reference) ** params.path_length_sensitivity : 1
      const added = params.size_effect_strength * (reference / size - 1)
      for (let j = 0; j < source.length; j++) target[j] = source[j]! * path + added * scatter[j]!
    })
  },
})
