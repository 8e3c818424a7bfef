import { WrongShape, withinField } from '../../errors/index.ts'
import type { AugmentedCount, FilterStep } from '../pipeline.ts'
import { concreteStep } from './names.ts'
import type { Node } from './nodes.ts'
import {
  type Fields,
  isObject,
  namedOperator,
  oneOf,
  operatorStep,
  refuseOtherFields,
  requireKind,
  wholeNumber,
} from './parse-step.ts'

/** `{exclude: filter or [filters], mode: any|all}`, and the same with `tag`. */
export function filterNode(step: Fields, action: FilterStep['action']): Node {
  refuseOtherFields(step, [action, 'mode', 'name'])
  const { [action]: given, mode = 'any', name } = step
  const items = Array.isArray(given) ? given : [given]
  if (items.length === 0) {
    throw WrongShape({ what: action, expected: 'a filter or a list of filters', received: given }).at({ field: action })
  }
  const filters = items.map((item, i) =>
    withinField(Array.isArray(given) ? `${action}[${i}]` : action, () =>
      requireKind(operatorStep(namedOperator(item, 'A filter')), ['filter'], 'A filter'),
    ),
  )
  const parsed: FilterStep = {
    action,
    filters,
    mode: oneOf(mode, 'mode', ['any', 'all']),
    name: typeof name === 'string' ? name : null,
  }
  return { type: 'rows', step: parsed, written: concreteStep(parsed) }
}

const fields = [
  'transformers',
  'count',
  'selection',
  'random_state',
  'balance',
  'target_size',
  'max_factor',
  'ref_percentage',
  'bins',
  'binning_strategy',
] as const

/** `{sample_augmentation: {transformers: […], count, selection, random_state}}`, or `balance` in place of `count`. */
export function augmentationNode(step: Fields): Node {
  refuseOtherFields(step, ['sample_augmentation', 'name'])
  return withinField('sample_augmentation', () => {
    const given = step.sample_augmentation
    if (!isObject(given)) {
      const expected = '{transformers: […], count: n} or {transformers: […], balance: y}'
      throw WrongShape({ what: 'sample_augmentation', expected, received: given })
    }
    refuseOtherFields(given, fields)
    const { transformers, selection = 'random', random_state = null } = given
    if (!Array.isArray(transformers) || transformers.length === 0) {
      const expected = 'a list of augmenters or preprocessing steps'
      throw WrongShape({ what: 'transformers', expected, received: transformers }).at({ field: 'transformers' })
    }
    const augmenters = transformers.map((item, i) =>
      withinField(`transformers[${i}]`, () => {
        const named = requireKind(
          operatorStep(namedOperator(item, 'A transformer')),
          ['augmenter', 'transform'],
          'A transformer',
        )
        const { operator } = named
        if (operator.kind === 'augmenter' || !operator.changes_features) return named
        const expected = `one that keeps the wavelengths; ${operator.label} changes them`
        throw WrongShape({ what: 'A transformer', expected, received: operator.class_path })
      }),
    )
    const parsed = {
      augmenters,
      selection: oneOf(selection, 'selection', ['random', 'all']),
      amount: amountOf(given),
      random_state: random_state === null ? 0 : wholeNumber(random_state, 'random_state', 0),
    }
    return { type: 'rows', step: parsed, written: concreteStep(parsed) } as const
  })
}

function amountOf(given: Fields): AugmentedCount {
  const { balance, count } = given
  if (balance === undefined) {
    for (const name of fields.slice(5)) {
      if (given[name] !== undefined) {
        throw WrongShape({ what: name, expected: 'left out where there is no `balance`', received: given[name] }).at({
          field: name,
        })
      }
    }
    return { count: wholeNumber(count ?? 1, 'count', 1) }
  }
  if (typeof balance !== 'string' || count !== undefined) {
    const expected = 'y or the name of a column, without `count` beside it'
    throw WrongShape({ what: 'balance', expected, received: balance }).at({ field: 'balance' })
  }
  const {
    target_size = null,
    max_factor = null,
    ref_percentage = 1,
    bins = 10,
    binning_strategy = 'equal_width',
  } = given
  return {
    balance,
    target_size: target_size === null ? null : wholeNumber(target_size, 'target_size', 1),
    max_factor: max_factor === null ? null : positiveNumber(max_factor, 'max_factor'),
    ref_percentage: positiveNumber(ref_percentage, 'ref_percentage'),
    bins: wholeNumber(bins, 'bins', 2),
    binning_strategy: oneOf(binning_strategy, 'binning_strategy', ['equal_width', 'quantile']),
  }
}

function positiveNumber(value: unknown, field: string): number {
  if (Number.isFinite(value) && (value as number) > 0) return value as number
  throw WrongShape({ what: field, expected: 'a number above 0', received: value }).at({ field })
}
