import { ConstantWindow, ParametersConflict, WrongFeatureCount } from '../../errors/index.ts'
import { mapRows } from '../../math/matrix.ts'
import { padded } from '../../math/padding.ts'
import { isRoundingNoise, mean, squaredDeviations } from '../../math/statistics.ts'
import { choice, integer, real } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { checkSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'

export const localPaddings = { reflect: 'mirror', edge: 'edge', constant: 'constant' } as const

/**
 * Local standard normal variate: center and scale each value on the mean and standard deviation (ddof 0) of a window around it.
 *
 * X: (n_samples, n_features), any unit → same shape, unitless. Learns nothing.
 *
 * Unlike the Python library: a window without deviation and a window wider than the spectrum are refused.
 *
 * @throws ConstantWindow, WrongFeatureCount, NotFinite
 * @see Bi, Yuan, Xiao, Wu, Shi, Xia, Chu, Zhang & Zhou (2016), Analytica Chimica Acta 909, 30–40
 */
export const localStandardNormalVariate = defineTransform({
  id: 'local_standard_normal_variate',
  label: 'LSNV',
  class_path: 'nirs4all.operators.transforms.LocalStandardNormalVariate',
  aliases: [
    'LocalStandardNormalVariate',
    'LocalSNV',
    'nirs4all.operators.LocalStandardNormalVariate',
    'nirs4all.operators.transforms.LSNV',
    'nirs4all.operators.transforms.LocalSNV',
    'nirs4all.operators.transforms.scalers.LocalStandardNormalVariate',
  ],
  summary: 'Center and scale each value by the mean and standard deviation around it',
  formula: '(x[j] − mean(w)) / sd(w), w: the window around feature j',
  source: 'Bi et al. (2016), Analytica Chimica Acta 909, 30–40',
  checked_against: 'numpy 1.24.2 (sliding windows) on Tecator, within 1e-10; nirs4all 0.11, within 1e-9',
  differs: 'a window without deviation and a window wider than the spectrum are refused',
  params: {
    window: integer({ initial: 11, min: 3, abbreviation: 'w', help: 'Number of features in the window; odd' }),
    pad_mode: choice({
      initial: 'reflect',
      options: ['reflect', 'edge', 'constant'],
      help: 'Beyond the ends: the spectrum mirrored about its last value, its last value, or constant_values',
    }),
    constant_values: real({ initial: 0, help: 'Value beyond the ends with pad_mode constant' }),
    copy,
  },
  check: ({ window }) => {
    if (window % 2 === 0) throw ParametersConflict({ reason: `window ${window} is even, so it has no middle` })
  },
  stateless: true,
  fit: () => null,
  transform: (X, _state, { window, pad_mode, constant_values }) => {
    checkSpectra(X)
    if (X.columns < window) {
      throw WrongFeatureCount({ found: X.columns, needed: `a window of ${window} is to pass over them` })
    }
    const half = (window - 1) / 2
    return mapRows(X, (spectrum, target, sample) => {
      const wide = padded(spectrum, half, localPaddings[pad_mode], constant_values)
      for (let j = 0; j < spectrum.length; j++) {
        const around = wide.subarray(j, j + window)
        const average = mean(around)
        const variance = squaredDeviations(around, average) / window
        if (isRoundingNoise(variance, average, window)) {
          const [first, last] = [Math.max(0, j - half), Math.min(spectrum.length - 1, j + half)]
          throw ConstantWindow({ sample, first, last })
        }
        target[j] = (spectrum[j]! - average) / Math.sqrt(variance)
      }
    })
  },
})
