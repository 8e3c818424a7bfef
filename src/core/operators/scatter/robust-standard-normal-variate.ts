import { ZeroDivisor } from '../../errors/index.ts'
import { mapRows } from '../../math/matrix.ts'
import { quantileOfSorted } from '../../math/statistics.ts'
import { boolean, integer } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { checkSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'
import { positive } from '../positive.ts'

const median = (values: Float64Array): number => quantileOfSorted(Float64Array.from(values).sort(), 0.5)

/**
 * Robust standard normal variate: center each spectrum on its own median and scale it by its median absolute deviation.
 * Without centering the deviations are taken from 0.
 *
 * X: (n_samples, n_features), any unit → same shape, unitless. Learns nothing.
 *
 * Unlike the Python library: a spectrum without deviation is refused, not left unscaled.
 *
 * @throws ZeroDivisor when half of a spectrum or more equals its median; WrongFeatureCount; NotFinite
 * @see Guo, Wu & Massart (1999), Analytica Chimica Acta 382(1–2), 87–103
 */
export const robustStandardNormalVariate = defineTransform({
  id: 'robust_standard_normal_variate',
  label: 'RSNV',
  class_path: 'nirs4all.operators.transforms.RobustStandardNormalVariate',
  aliases: [
    'RobustStandardNormalVariate',
    'RobustSNV',
    'RNV',
    'nirs4all.operators.RobustStandardNormalVariate',
    'nirs4all.operators.transforms.RNV',
    'nirs4all.operators.transforms.RSNV',
    'nirs4all.operators.transforms.RobustSNV',
    'nirs4all.operators.transforms.scalers.RobustStandardNormalVariate',
  ],
  summary: 'Center and scale each spectrum by its median and median absolute deviation',
  formula: '(x − median(x)) / (k · median(|x − median(x)|)), for each spectrum x',
  source: 'Guo, Wu & Massart (1999), Analytica Chimica Acta 382(1–2), 87–103',
  checked_against: 'scipy 1.10.1 (median_abs_deviation) on Tecator, within 1e-10; nirs4all 0.11, within 1e-9',
  differs: 'a spectrum without deviation is refused, not left unscaled',
  params: {
    axis: integer({ initial: 1, min: 1, max: 1, help: 'Always 1: each spectrum is a row' }),
    with_center: boolean({ initial: true, help: 'Subtract the median of the spectrum' }),
    with_scale: boolean({ initial: true, help: 'Divide by k times the median absolute deviation' }),
    k: positive({ initial: 1.4826, help: 'Makes the divisor a standard deviation where values are normal' }),
    copy,
  },
  stateless: true,
  fit: () => null,
  transform: (X, _state, { with_center, with_scale, k }) => {
    checkSpectra(X)
    return mapRows(X, (spectrum, target, sample) => {
      const center = with_center ? median(spectrum) : 0
      for (let j = 0; j < spectrum.length; j++) target[j] = spectrum[j]! - center
      if (!with_scale) return
      const deviation = median(target.map(Math.abs))
      if (deviation <= 4 * Number.EPSILON * Math.abs(center)) {
        throw ZeroDivisor({ sample, divisor: 'its median absolute deviation' })
      }
      for (let j = 0; j < spectrum.length; j++) target[j]! /= k * deviation
    })
  },
})
