import { ConstantSpectrum } from '../../errors/index.ts'
import { standardizeRows } from '../../math/kernels/standardize-rows.ts'
import { isRoundingNoise } from '../../math/statistics.ts'
import { boolean, integer } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { checkSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'

/**
 * Standard normal variate: center and scale each spectrum on its own mean and standard deviation, to remove multiplicative
 * scatter.
 *
 * X: (n_samples, n_features), any unit → same shape, unitless. Learns nothing.
 *
 * @throws ConstantSpectrum when a spectrum has zero standard deviation; WrongFeatureCount; NotFinite
 * @see Barnes, Dhanoa & Lister (1989), Applied Spectroscopy 43(5), 772–777
 */
export const standardNormalVariate = defineTransform({
  id: 'standard_normal_variate',
  label: 'SNV',
  class_path: 'nirs4all.operators.transforms.StandardNormalVariate',
  aliases: [
    'StandardNormalVariate',
    'nirs4all.operators.SNV',
    'nirs4all.operators.StandardNormalVariate',
    'nirs4all.operators.transforms.SNV',
    'nirs4all.operators.transforms.scalers.StandardNormalVariate',
  ],
  summary: 'Center and scale each spectrum by itself',
  formula: '(x − mean(x)) / sd(x), for each spectrum x',
  source: 'Barnes, Dhanoa & Lister (1989), Applied Spectroscopy 43(5), 772–777',
  checked_against: 'numpy 1.24.2 on Tecator, within 1e-12; nirs4all 0.11, within 1e-9',
  differs:
    'a constant spectrum is an error, because nothing is left of it, and axis 0 is refused, because scaling columns over all rows leaks',
  params: {
    ddof: integer({
      initial: 0,
      min: 0,
      max: 1,
      help: 'Delta degrees of freedom of the standard deviation: 0 as the Python library, 1 as most textbooks',
    }),
    with_mean: boolean({ initial: true, help: 'Subtract the mean of the spectrum' }),
    with_std: boolean({ initial: true, help: 'Divide by the standard deviation of the spectrum' }),
    axis: integer({ initial: 1, min: 1, max: 1, help: 'Always 1: each spectrum is a row' }),
    copy,
  },
  stateless: true,
  fit: () => null,
  transform: (X, _state, { ddof, with_mean, with_std }) => {
    checkSpectra(X)
    return standardizeRows(X, (average, squares, sample) => {
      if (with_std && isRoundingNoise(squares / X.columns, average, X.columns)) throw ConstantSpectrum({ sample })
      return { center: with_mean ? average : 0, divisor: with_std ? Math.sqrt(squares / (X.columns - ddof)) : 1 }
    })
  },
})
