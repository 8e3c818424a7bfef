import { ParametersConflict, WrongFeatureCount } from '../../errors/index.ts'
import { mapRows } from '../../math/matrix.ts'
import { movingMean } from '../../math/moving-window.ts'
import { choice, integer } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { checkSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'

const paddings = { nearest: 'edge', reflect: 'symmetric', mirror: 'mirror' } as const

/**
 * Moving average: the mean of a window around each value.
 *
 * X: (n_samples, n_features), any unit → same shape and unit. Learns nothing. The Python library has no such operator.
 *
 * @throws WrongFeatureCount when spectra are shorter than the window; NotFinite
 * @see scipy.ndimage.uniform_filter1d
 */
export const movingAverage = defineTransform({
  id: 'moving_average',
  label: 'MovAvg',
  class_path: 'n4a.operators.MovingAverage',
  aliases: ['MovingAverage'],
  summary: 'Smooth each spectrum by the mean of a moving window',
  formula: 'Σ x[j + i] / window_length over the window',
  source: 'scipy.ndimage.uniform_filter1d',
  checked_against: 'scipy 1.10.1 (uniform_filter1d), within 1e-11',
  params: {
    window_length: integer({ initial: 5, min: 1, abbreviation: 'w', help: 'Number of features in the window; odd' }),
    mode: choice({
      initial: 'nearest',
      options: ['nearest', 'reflect', 'mirror'],
      help: 'Beyond the ends: the last value, the spectrum mirrored about its end, or about its last value',
    }),
    copy,
  },
  check: ({ window_length }) => {
    if (window_length % 2 === 0) {
      throw ParametersConflict({ reason: `window_length ${window_length} is even, so the window has no middle` })
    }
  },
  stateless: true,
  fit: () => null,
  transform: (X, _state, { window_length, mode }) => {
    checkSpectra(X)
    if (X.columns < window_length) {
      throw WrongFeatureCount({ found: X.columns, needed: `a window of ${window_length} is to pass over them` })
    }
    return mapRows(X, (spectrum, target) => target.set(movingMean(spectrum, window_length, paddings[mode])))
  },
})
