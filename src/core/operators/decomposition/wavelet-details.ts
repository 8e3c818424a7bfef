import { fourierResampling } from '../../math/fourier.ts'
import { type Matrix, mapRows } from '../../math/matrix.ts'
import { type WaveletName, waveletFilters, waveletNames } from '../../math/wavelet-filters.ts'
import { decompose, type WaveletMode, waveletModes } from '../../math/wavelet-transform.ts'
import { choice } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { checkSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'

export const wavelet = (initial: WaveletName) =>
  choice<WaveletName>({ initial, options: waveletNames, abbreviation: 'w', help: 'Orthogonal wavelet' })

export const waveletMode = choice<WaveletMode>({
  initial: 'periodization',
  options: waveletModes,
  help: 'How a spectrum goes on beyond its ends',
})

/** Detail coefficients of one level, resampled to the number of features. */
export function resampledDetails(X: Matrix, name: WaveletName, mode: WaveletMode): Matrix {
  checkSpectra(X)
  const filters = waveletFilters(name)
  const count = decompose(new Float64Array(X.columns), filters, mode).detail.length
  const resample = fourierResampling(count, X.columns)
  return mapRows(X, (spectrum, target) => {
    const { detail } = decompose(spectrum, filters, mode)
    target.set(count === X.columns ? detail : resample(detail))
  })
}

/**
 * Wavelet details: the detail coefficients of one level of the discrete wavelet transform, resampled through their Fourier
 * series to as many values as there were features.
 *
 * X: (n_samples, n_features), any unit → same shape and unit. Learns nothing. Features count as equally spaced.
 *
 * @throws NotFinite
 * @see Mallat (1989), IEEE Transactions on Pattern Analysis and Machine Intelligence 11(7), 674–693
 */
export const waveletDetails = defineTransform({
  id: 'wavelet_details',
  label: 'Wavelet',
  class_path: 'nirs4all.operators.transforms.Wavelet',
  aliases: ['nirs4all.operators.Wavelet', 'nirs4all.operators.transforms.nirs.Wavelet'],
  summary: 'Take the finest wavelet details of each spectrum, resampled to its length',
  formula: 'resample(d, n_features), d[k] = Σ g[i] x[2k + s − i], g the high-pass filter of the wavelet, s its shift',
  source: 'Mallat (1989), IEEE Transactions on Pattern Analysis and Machine Intelligence 11(7), 674–693',
  checked_against: 'nirs4all 0.11 with its wavelet library, within 1e-9',
  differs:
    'filters are computed from their equations, so that coif4 and coif5 differ in the eighth and fifth digit from the tables of the library',
  params: { wavelet: wavelet('haar'), mode: waveletMode, copy },
  stateless: true,
  fit: () => null,
  transform: (X, _state, params) => resampledDetails(X, params.wavelet, params.mode),
})
