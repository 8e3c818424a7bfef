import { NotPositive } from '../../errors/index.ts'
import { mapRows } from '../../math/matrix.ts'
import { checkSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'

/**
 * Maximum normalization: divide each spectrum by its largest value, so that its highest band is 1.
 *
 * X: (n_samples, n_features), any unit → same shape, unitless. Learns nothing. Normalizer with `norm: max` divides by the
 * largest absolute value instead.
 *
 * @throws NotPositive where the largest value is not above 0; WrongFeatureCount; NotFinite
 * @see Rinnan, van den Berg & Engelsen (2009), TrAC Trends in Analytical Chemistry 28(10), 1201–1222: normalization
 */
export const maxNormalization = defineTransform({
  id: 'max_normalization',
  label: 'RowMax',
  class_path: 'n4a.operators.MaxNormalization',
  aliases: ['MaxNormalization'],
  summary: 'Divide each spectrum by its largest value',
  formula: 'x / max x, for each spectrum x',
  source: 'Rinnan, van den Berg & Engelsen (2009), TrAC Trends in Analytical Chemistry 28(10), 1201–1222',
  checked_against: 'numpy 1.24.2 by the published formula, on Tecator within 1e-10',
  params: {},
  stateless: true,
  fit: () => null,
  transform: X => {
    checkSpectra(X)
    return mapRows(X, (spectrum, target, sample) => {
      const feature = spectrum.reduce((best, value, j) => (value > spectrum[best]! ? j : best), 0)
      const largest = spectrum[feature]!
      if (!(largest > 0)) throw NotPositive({ what: 'The largest value', sample, feature, value: largest })
      for (let j = 0; j < spectrum.length; j++) target[j] = spectrum[j]! / largest
    })
  },
})
