import { ZeroDivisor } from '../../errors/index.ts'
import { mapRows } from '../../math/matrix.ts'
import { checkSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'

/**
 * Min-max normalization: shift and scale each spectrum so that it runs from 0 to 1.
 *
 * X: (n_samples, n_features), any unit → same shape, unitless. Learns nothing.
 *
 * @throws ZeroDivisor where a spectrum is constant; WrongFeatureCount; NotFinite
 * @see Rinnan, van den Berg & Engelsen (2009), TrAC Trends in Analytical Chemistry 28(10), 1201–1222: normalization
 */
export const minMaxNormalization = defineTransform({
  id: 'min_max_normalization',
  label: 'RowMinMax',
  class_path: 'n4a.operators.MinMaxNormalization',
  aliases: ['MinMaxNormalization'],
  summary: 'Scale each spectrum to run from 0 to 1',
  formula: '(x − min x) / (max x − min x), for each spectrum x',
  source: 'Rinnan, van den Berg & Engelsen (2009), TrAC Trends in Analytical Chemistry 28(10), 1201–1222',
  checked_against: 'numpy 1.24.2 by the published formula, on Tecator within 1e-10',
  params: {},
  stateless: true,
  fit: () => null,
  transform: X => {
    checkSpectra(X)
    return mapRows(X, (spectrum, target, sample) => {
      const smallest = spectrum.reduce((least, value) => Math.min(least, value))
      const range = spectrum.reduce((most, value) => Math.max(most, value)) - smallest
      if (range === 0) throw ZeroDivisor({ sample, divisor: 'its range' })
      for (let j = 0; j < spectrum.length; j++) target[j] = (spectrum[j]! - smallest) / range
    })
  },
})
