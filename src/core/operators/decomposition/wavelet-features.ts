import { type Matrix, row, zeros } from '../../math/matrix.ts'
import { mean, standardDeviation } from '../../math/statistics.ts'
import { waveletFilters } from '../../math/wavelet-filters.ts'
import { integer } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { checkSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'
import { wavelet } from './wavelet-details.ts'
import { decomposeLevels, largestLevel } from './wavelet-levels.ts'

const n_bins = 10

/** Entropy of the shares of the values in ten bins of equal width, in nats. */
function entropy(values: Float64Array): number {
  const lowest = values.reduce((least, value) => Math.min(least, value))
  const width = (values.reduce((most, value) => Math.max(most, value)) - lowest) / n_bins
  if (!(width > 0)) return 0
  const counts = new Float64Array(n_bins)
  for (const value of values) {
    let bin = Math.min(Math.floor((value - lowest) / width), n_bins - 1)
    // A value that rounding put beyond the edge of its bin goes where the edges, as numbers, say.
    if (value < lowest + bin * width) bin--
    else if (bin < n_bins - 1 && value >= lowest + (bin + 1) * width) bin++
    counts[bin]!++
  }
  return counts.reduce((sum, count) => {
    const share = count / values.length
    return count > 0 ? sum - share * Math.log(share) : sum
  }, 0)
}

/** Mean, standard deviation (ddof 0), energy, entropy, and the largest coefficients by size, 0 where there are no more. */
function describe(coefficients: Float64Array, n_largest: number): number[] {
  const order = Array.from(coefficients.keys()).sort(
    (a, b) => Math.abs(coefficients[b]!) - Math.abs(coefficients[a]!) || b - a,
  )
  return [
    mean(coefficients),
    standardDeviation(coefficients, 0),
    coefficients.reduce((sum, value) => sum + value * value, 0),
    entropy(coefficients),
    ...Array.from({ length: n_largest }, (_, k) => (k < order.length ? coefficients[order[k]!]! : 0)),
  ]
}

/**
 * Wavelet features: mean, standard deviation, energy, entropy and the largest coefficients of each level of the wavelet
 * transform, from the approximation to the finest details.
 *
 * X: (n_samples, n_features), any unit → (n_samples, (levels + 1) · (4 + n_coeffs_per_level)). Learns nothing. Spectra are
 * mirrored beyond their ends; levels that the ends alone would make are left out.
 *
 * @throws NotFinite
 * @see Mallat (1989), IEEE Transactions on Pattern Analysis and Machine Intelligence 11(7), 674–693
 */
export const waveletFeatures = defineTransform({
  id: 'wavelet_features',
  label: 'WaveletFeatures',
  class_path: 'nirs4all.operators.transforms.WaveletFeatures',
  aliases: ['nirs4all.operators.WaveletFeatures', 'nirs4all.operators.transforms.nirs.WaveletFeatures'],
  summary: 'Replace each spectrum by statistics and the largest coefficients of each wavelet level',
  formula: 'mean c, sd c, Σ c², −Σ p ln p over ten bins, and the c of largest |c|, for each level’s coefficients c',
  source: 'Mallat (1989), IEEE Transactions on Pattern Analysis and Machine Intelligence 11(7), 674–693',
  checked_against: 'nirs4all 0.11 with its wavelet library, within 1e-9',
  differs:
    'filters are computed from their equations, so that coif4 and coif5 differ in the eighth and fifth digit from the tables of the library',
  params: {
    wavelet: wavelet('db4'),
    max_level: integer({ initial: 5, min: 1, max: 30, abbreviation: 'l', help: 'Most levels' }),
    n_coeffs_per_level: integer({ initial: 10, min: 0, abbreviation: 'n', help: 'Largest coefficients of each level' }),
    copy,
  },
  stateless: true,
  changes_features: true,
  fit: () => null,
  transform: (X, _state, params): Matrix => {
    checkSpectra(X)
    const filters = waveletFilters(params.wavelet)
    const levels = Math.min(params.max_level, largestLevel(X.columns, filters))
    const features = zeros(X.rows, (levels + 1) * (4 + params.n_coeffs_per_level))
    for (let i = 0; i < X.rows; i++) {
      const { approximation, details } = decomposeLevels(row(X, i), levels, filters, 'symmetric')
      const described = [approximation, ...details.toReversed()].map(c => describe(c, params.n_coeffs_per_level))
      row(features, i).set(described.flat())
    }
    return features
  },
})
