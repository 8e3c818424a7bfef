import { mapRows } from '../../math/matrix.ts'
import { quantiles, standardDeviation } from '../../math/statistics.ts'
import { waveletFilters } from '../../math/wavelet-filters.ts'
import { reconstruct } from '../../math/wavelet-transform.ts'
import { choice, integer } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { checkSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'
import { wavelet, waveletMode } from './wavelet-details.ts'
import { decomposeLevels } from './wavelet-levels.ts'

/** Median of |z| for a standard normal z, with the digits of Donoho & Johnstone. */
export const normalMedian = 0.6745

type Threshold = (value: number, threshold: number) => number

const thresholds: Readonly<Record<'soft' | 'hard', Threshold>> = {
  soft: (value, threshold) => Math.sign(value) * Math.max(Math.abs(value) - threshold, 0),
  hard: (value, threshold) => (Math.abs(value) < threshold ? 0 : value),
}

/**
 * Wavelet denoising: shrink the wavelet details of each spectrum by the universal threshold of their noise, and rebuild it.
 *
 * X: (n_samples, n_features), any unit → same shape and unit. Learns nothing. Features count as equally spaced.
 *
 * @throws NotFinite
 * @see Donoho & Johnstone (1994), Biometrika 81(3), 425–455
 */
export const waveletDenoising = defineTransform({
  id: 'wavelet_denoising',
  label: 'WaveletDenoise',
  class_path: 'nirs4all.operators.transforms.WaveletDenoise',
  aliases: ['nirs4all.operators.WaveletDenoise', 'nirs4all.operators.transforms.wavelet_denoise.WaveletDenoise'],
  summary: 'Shrink the wavelet details of each spectrum by the size of its noise',
  formula: 'd ← sign(d) max(|d| − t, 0) at each level, t = s √(2 ln n_features), s = median |finest d| / 0.6745',
  source: 'Donoho & Johnstone (1994), Biometrika 81(3), 425–455',
  checked_against: 'nirs4all 0.11 with its wavelet library, within 1e-9',
  differs:
    'filters are computed from their equations, so that coif4 and coif5 differ in the eighth and fifth digit from the tables of the library',
  params: {
    wavelet: wavelet('db4'),
    level: integer({ initial: 5, min: 1, max: 30, abbreviation: 'l', help: 'Number of levels' }),
    mode: waveletMode,
    threshold_mode: choice({
      initial: 'soft',
      options: ['soft', 'hard'],
      help: 'Shrink every detail by the threshold, or only set those below it to 0',
    }),
    noise_estimator: choice({
      initial: 'median',
      options: ['median', 'std'],
      help: 'Noise from the median or the standard deviation of the finest details',
    }),
    copy,
  },
  stateless: true,
  fit: () => null,
  transform: (X, _state, params) => {
    checkSpectra(X)
    const filters = waveletFilters(params.wavelet)
    const shrink = thresholds[params.threshold_mode]
    return mapRows(X, (spectrum, target) => {
      const { approximation, details } = decomposeLevels(spectrum, params.level, filters, params.mode)
      const finest = details[0]!
      const noise =
        params.noise_estimator === 'std'
          ? standardDeviation(finest, 0)
          : quantiles(finest.map(Math.abs), [0.5])[0]! / normalMedian
      const threshold = noise * Math.sqrt(2 * Math.log(X.columns))
      let rebuilt = approximation
      for (const detail of details.toReversed()) {
        const coefficients = {
          approximation: rebuilt.subarray(0, detail.length),
          detail: detail.map(value => shrink(value, threshold)),
        }
        rebuilt = reconstruct(coefficients, filters, params.mode)
      }
      target.set(rebuilt.subarray(0, X.columns))
    })
  },
})
