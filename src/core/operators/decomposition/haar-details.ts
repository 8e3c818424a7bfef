import { copy } from '../accepted-parameters.ts'
import { defineTransform } from '../operator.ts'
import { resampledDetails } from './wavelet-details.ts'

/**
 * Haar details: scaled differences of neighbouring features, two by two, resampled through their Fourier series to as many
 * values as there were features.
 *
 * X: (n_samples, n_features), any unit → same shape and unit. Learns nothing. Features count as equally spaced.
 *
 * @throws NotFinite
 * @see Haar (1910), Mathematische Annalen 69, 331–371
 */
export const haarDetails = defineTransform({
  id: 'haar_details',
  label: 'Haar',
  class_path: 'nirs4all.operators.transforms.Haar',
  aliases: ['nirs4all.operators.Haar', 'nirs4all.operators.transforms.nirs.Haar'],
  summary: 'Take the Haar wavelet details of each spectrum, resampled to its length',
  formula: 'resample(d, n_features), d[k] = (x[2k] − x[2k + 1]) / √2',
  source: 'Haar (1910), Mathematische Annalen 69, 331–371',
  checked_against: 'nirs4all 0.11 with its wavelet library, within 1e-9',
  params: { copy },
  stateless: true,
  fit: () => null,
  transform: X => resampledDetails(X, 'haar', 'periodization'),
})
