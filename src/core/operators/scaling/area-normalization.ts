import { ZeroDivisor } from '../../errors/index.ts'
import { mapRows } from '../../math/matrix.ts'
import { choice } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { checkSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'

const areas = {
  sum: (spectrum: Float64Array) => spectrum.reduce((sum, value) => sum + value, 0),
  abs_sum: (spectrum: Float64Array) => spectrum.reduce((sum, value) => sum + Math.abs(value), 0),
  trapz: (spectrum: Float64Array) => areas.sum(spectrum) - (spectrum[0]! + spectrum[spectrum.length - 1]!) / 2,
} as const

/**
 * Area normalization: divide each spectrum by its own area.
 *
 * X: (n_samples, n_features), any unit → same shape, unitless. Learns nothing. The trapezoids are one feature wide.
 *
 * Unlike the Python library: a spectrum whose area is 0 but for rounding is refused, not left as it is.
 *
 * @throws ZeroDivisor, WrongFeatureCount, NotFinite
 * @see Rinnan, van den Berg & Engelsen (2009), TrAC Trends in Analytical Chemistry 28(10), 1201–1222: normalization
 */
export const areaNormalization = defineTransform({
  id: 'area_normalization',
  label: 'Area',
  class_path: 'nirs4all.operators.transforms.AreaNormalization',
  aliases: [
    'AreaNormalization',
    'nirs4all.operators.AreaNormalization',
    'nirs4all.operators.transforms.nirs.AreaNormalization',
  ],
  summary: 'Divide each spectrum by its area',
  formula: 'x / Σ x, x / Σ |x| or x / (Σ x − (x[first] + x[last]) / 2), for each spectrum x',
  source: 'Rinnan, van den Berg & Engelsen (2009), TrAC Trends in Analytical Chemistry 28(10), 1201–1222',
  checked_against: 'numpy 1.24.2 (trapz) on Tecator, within 1e-10; nirs4all 0.11, within 1e-9',
  differs: 'a spectrum whose area is 0 but for rounding is refused, not left as it is',
  params: {
    method: choice({
      initial: 'sum',
      options: ['sum', 'abs_sum', 'trapz'],
      help: 'Sum of the values, sum of their absolute values, or area of the trapezoids between them',
    }),
    copy,
  },
  stateless: true,
  fit: () => null,
  transform: (X, _state, { method }) => {
    checkSpectra(X)
    return mapRows(X, (spectrum, target, sample) => {
      const area = areas[method](spectrum)
      if (Math.abs(area) <= spectrum.length * Number.EPSILON * areas.abs_sum(spectrum)) {
        throw ZeroDivisor({ sample, divisor: 'its area' })
      }
      for (let j = 0; j < spectrum.length; j++) target[j] = spectrum[j]! / area
    })
  },
})
