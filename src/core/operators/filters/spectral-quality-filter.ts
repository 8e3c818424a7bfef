import { ParametersConflict, WrongFeatureCount } from '../../errors/index.ts'
import { row } from '../../math/matrix.ts'
import { variance } from '../../math/statistics.ts'
import { boolean, nullable, type Parameter, real } from '../../params/index.ts'
import { defineFilter } from '../operator.ts'
import { maskOf } from './mask.ts'
import { naming } from './parameters.ts'

const bound = (help: string): Parameter<number | null> => ({ ...nullable(real({ initial: 0, help })), initial: null })

interface Quality {
  readonly max_nan_ratio: number
  readonly max_zero_ratio: number
  readonly min_variance: number
  readonly max_value: number | null
  readonly min_value: number | null
  readonly check_inf: boolean
}

function isGood(spectrum: Float64Array, quality: Quality): boolean {
  const { max_nan_ratio, max_zero_ratio, min_variance, max_value, min_value, check_inf } = quality
  const numbers = spectrum.filter(value => !Number.isNaN(value))
  const finite = numbers.filter(Number.isFinite)
  const zeros = finite.reduce((count, value) => count + (value === 0 ? 1 : 0), 0)
  if (spectrum.length - numbers.length > max_nan_ratio * spectrum.length) return false
  if (check_inf && finite.length < numbers.length) return false
  if (zeros > max_zero_ratio * spectrum.length) return false
  if (finite.length === 0 || variance(finite, 0) < min_variance) return false
  return finite.every(value => value <= (max_value ?? value) && value >= (min_value ?? value))
}

/**
 * Take samples out whose spectrum was not measured well: missing values, zeros of a dead detector, no variation, values beyond
 * what is possible.
 *
 * X: (n_samples, n_features), any unit; NaN and infinite values are allowed. Learns nothing.
 *
 * @throws WrongFeatureCount, ParametersConflict
 */
export const spectralQualityFilter = defineFilter({
  id: 'spectral_quality_filter',
  label: 'SpectralQuality',
  class_path: 'nirs4all.operators.filters.SpectralQualityFilter',
  aliases: ['SpectralQualityFilter', 'nirs4all.operators.filters.spectral_quality.SpectralQualityFilter'],
  summary: 'Take samples out whose spectrum is incomplete, flat, or beyond what is possible',
  formula:
    'share of NaN ≤ max_nan_ratio, none infinite, share of 0 ≤ max_zero_ratio, variance (ddof 0, of the finite values) ≥ min_variance, min_value ≤ x ≤ max_value',
  source: 'nirs4all 0.11: SpectralQualityFilter',
  checked_against: 'spectra with one fault each, at and beyond each limit, worked out by hand',
  params: {
    max_nan_ratio: real({ initial: 0.1, min: 0, max: 1, help: 'Largest share of missing values' }),
    max_zero_ratio: real({ initial: 0.5, min: 0, max: 1, help: 'Largest share of values that are exactly 0' }),
    min_variance: real({ initial: 1e-8, min: 0, help: 'Least variance within a spectrum' }),
    max_value: bound('Largest value; null for no limit'),
    min_value: bound('Least value; null for no limit'),
    check_inf: boolean({ initial: true, help: 'Take spectra with an infinite value out' }),
    ...naming,
  },
  check: ({ min_value, max_value }) => {
    if (min_value !== null && max_value !== null && min_value >= max_value) {
      throw ParametersConflict({ reason: `min_value ${min_value} is not below max_value ${max_value}` })
    }
  },
  fit: () => null,
  keeps: (X, _state, params) => {
    if (X.columns === 0) throw WrongFeatureCount({ found: 0, needed: 'at least 1 is needed' })
    return maskOf(X.rows, i => isGood(row(X, i), params))
  },
})
