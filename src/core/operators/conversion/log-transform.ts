import { NotPositive, ParametersConflict } from '../../errors/index.ts'
import { boolean, real } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { checkSpectra, checkTrainingSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'
import { positive } from '../positive.ts'
import { mapValues } from './map-values.ts'

interface Learned {
  /** The smallest training value. */
  readonly smallest: number
  readonly n_features: number
}

interface Offsets {
  readonly offset: number
  readonly auto_offset: boolean
  readonly min_value: number
}

/** What is added before the logarithm. */
export function offsetOf({ smallest }: Learned, { offset, auto_offset, min_value }: Offsets): number {
  const lowest = smallest + offset
  return auto_offset && lowest <= 0 ? offset + (min_value - lowest) : offset
}

/**
 * Logarithm of each value, after an offset. With `auto_offset` and training values ≤ 0 the offset grows until the smallest
 * training value becomes `min_value`, and later values that stay ≤ 0 are raised to `min_value`; without it they are refused.
 *
 * X: (n_samples, n_features), any unit → same shape, unitless. Learns `smallest`, the smallest training value.
 *
 * @throws NotPositive, TooFewSamples, WrongFeatureCount, NotFinite
 */
export const logTransform = defineTransform({
  id: 'log_transform',
  label: 'Log',
  class_path: 'nirs4all.operators.transforms.LogTransform',
  aliases: ['LogTransform', 'nirs4all.operators.LogTransform', 'nirs4all.operators.transforms.nirs.LogTransform'],
  summary: 'Take the logarithm of each value',
  formula: 'ln(x + offset) / ln(base)',
  source: 'nirs4all 0.11: LogTransform',
  checked_against: 'numpy 1.24.2 by the published formula, within 1e-10; nirs4all 0.11, within 1e-9',
  differs: 'the offset is learned from the training rows, not from the rows at hand',
  params: {
    base: positive({ initial: Math.E, help: 'Base of the logarithm; not 1' }),
    offset: real({ initial: 0, help: 'Added before the logarithm' }),
    auto_offset: boolean({ initial: true, help: 'Add what makes the smallest training value positive' }),
    min_value: positive({ initial: 1e-8, help: 'What auto_offset makes of the smallest training value' }),
    copy,
  },
  check: ({ base }) => {
    if (base === 1) throw ParametersConflict({ reason: 'there is no logarithm of base 1' })
  },
  stateless: false,
  fit: (X): Learned => {
    checkTrainingSpectra(X, 1, 'a smallest value')
    return { smallest: X.values.reduce((least, value) => Math.min(least, value)), n_features: X.columns }
  },
  transform: (X, learned, params) => {
    checkSpectra(X, learned.n_features)
    const total = offsetOf(learned, params)
    const divisor = Math.log(params.base)
    return mapValues(X, 'The logarithms', (value, sample, feature) => {
      const above = value + total
      if (above > 0) return Math.log(above) / divisor
      if (!params.auto_offset) throw NotPositive({ what: 'The value plus offset', sample, feature, value: above })
      return Math.log(params.min_value) / divisor
    })
  },
  inverse: (X, learned, params) => {
    const total = offsetOf(learned, params)
    return mapValues(X, 'The values brought back', value => params.base ** value - total)
  },
})
