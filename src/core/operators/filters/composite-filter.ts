import { ParametersConflict, UnknownOperator, WrongShape, withinField } from '../../errors/index.ts'
import { choice, type Parameter, resolveParameters } from '../../params/index.ts'
import { type AnyFilter, defineFilter } from '../operator.ts'
import { maskOf } from './mask.ts'
import { naming } from './parameters.ts'

/** A filter as a step of a template says it. */
type FilterStep = string | { readonly class: string; readonly params?: Readonly<Record<string, unknown>> }

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isStep = (value: unknown): boolean =>
  typeof value === 'string' ||
  (isObject(value) && typeof value.class === 'string' && (value.params === undefined || isObject(value.params)))

const steps: Parameter<readonly FilterStep[]> = {
  initial: [],
  expected: 'a list of filters, each a name or {class, params}',
  help: 'Filters to ask; at least one is needed',
  accepts: value => Array.isArray(value) && value.every(isStep),
  refused: ['YOutlierFilter', 1, null, [1], [{ params: {} }], [{ class: 'YOutlierFilter', params: [] }]],
}

/** @throws UnknownOperator, UnknownParameter, ParameterOutOfRange, ParametersConflict; all name the field */
function memberOf(step: FilterStep, known: readonly AnyFilter[]) {
  const { class: name, params: given = {}, ...rest } = typeof step === 'string' ? { class: step } : step
  const namesOf = ({ label, id, class_path, aliases }: AnyFilter) => [label, id, class_path, ...aliases]
  const operator = known.find(filter => namesOf(filter).includes(name))
  if (!operator) throw UnknownOperator({ name, known: known.flatMap(namesOf) }).at({ field: 'class' })
  const [surplus] = Object.keys(rest)
  if (surplus)
    throw WrongShape({ what: 'A filter', expected: '{class, params}', received: step }).at({ field: surplus })
  const params = resolveParameters(operator.label, operator.params, given)
  withinField('params', () => operator.check?.(params))
  return { operator, params }
}

const membersOf = (given: readonly FilterStep[], known: readonly AnyFilter[]) =>
  given.map((step, place) => withinField(`filters[${place}]`, () => memberOf(step, known)))

/**
 * Several filters as one.
 *
 * X: (n_samples, n_features), y: (n_samples,) → 0 where any of the filters, or all of them, take a sample out. Learns what they
 * learn, in their order. It cannot hold another composite filter.
 *
 * @param known what it may hold
 * @throws UnknownOperator, UnknownParameter, ParameterOutOfRange, ParametersConflict, WrongShape, and what the filters throw
 */
export const compositeFilterOf = (known: readonly AnyFilter[]) =>
  defineFilter({
    id: 'composite_filter',
    label: 'Composite',
    class_path: 'nirs4all.operators.filters.CompositeFilter',
    aliases: ['CompositeFilter', 'nirs4all.operators.filters.base.CompositeFilter'],
    summary: 'Take samples out that any, or all, of several filters take out',
    formula: 'any: a sample stays if every filter keeps it; all: if at least one filter keeps it',
    source: 'nirs4all 0.11: CompositeFilter',
    checked_against: 'the union and the intersection of what its filters take out',
    differs: 'a composite filter holds no other one',
    params: {
      filters: steps,
      mode: choice({
        initial: 'any',
        options: ['any', 'all'],
        help: 'How many of the filters must be against a sample to take it out',
      }),
      ...naming,
    },
    check: params => {
      if (params.filters.length === 0) throw ParametersConflict({ reason: 'there is no filter to combine' })
      membersOf(params.filters, known)
    },
    supervised: true,
    fit: (X, params, context): readonly unknown[] =>
      membersOf(params.filters, known).map(member => member.operator.fit(X, member.params, context)),
    keeps: (X, states, params, of) => {
      const masks = membersOf(params.filters, known).map((member, place) =>
        member.operator.keeps(X, states[place], member.params, of),
      )
      const stays = (i: number) => (params.mode === 'any' ? masks.every(mask => mask[i]) : masks.some(mask => mask[i]))
      return maskOf(X.rows, stays)
    },
  })
