import { located, UnknownField, WrongShape, withinField } from '../../errors/index.ts'
import { getOperator, type Operator } from '../../operators/index.ts'
import { resolveParameters } from '../../params/index.ts'
import type { Step } from '../pipeline.ts'

export type Fields = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** @throws UnknownField */
export function refuseOtherFields(object: object, known: readonly string[]): void {
  for (const name of Object.keys(object)) {
    if (!known.includes(name)) throw UnknownField({ what: 'This step', name, known }).at({ field: name })
  }
}

/** What `{class, params, name}` or a bare name says, before the operator is looked up. */
export interface NamedOperator {
  readonly className: string
  readonly given: Fields
  readonly name: string | null
}

/** An operator in either of its forms, a name or `{class, params}`. @throws WrongShape, UnknownField */
export function namedOperator(value: unknown, what: string): NamedOperator {
  if (typeof value === 'string') return { className: value, given: {}, name: null }
  if (!isObject(value) || !('class' in value)) {
    throw WrongShape({ what, expected: 'an operator name or {class, params}', received: value })
  }
  refuseOtherFields(value, ['class', 'params', 'name'])
  const { class: className, params = {}, name } = value
  if (typeof className !== 'string') {
    throw WrongShape({ what: 'class', expected: 'the name of an operator', received: className }).at({ field: 'class' })
  }
  if (!isObject(params)) {
    throw WrongShape({ what: 'params', expected: 'names with values', received: params }).at({ field: 'params' })
  }
  return { className, given: params, name: typeof name === 'string' ? name : null }
}

/** @throws UnknownOperator, UnknownParameter, ParameterOutOfRange, ParametersConflict with the field */
export function operatorStep({ className, given, name }: NamedOperator, alsoKnown: readonly string[] = []): Step {
  const operator = located({ text: className }, () => getOperator(className, alsoKnown))
  const params = resolveParameters(operator.label, operator.params, given)
  withinField('params', () => operator.check?.(params))
  return { operator, given, params, name }
}

const kindNames = {
  transform: 'preprocessing step',
  model: 'model',
  splitter: 'splitter',
  filter: 'filter of samples',
  augmenter: 'augmenter',
} as const satisfies Record<Operator['kind'], string>

/** @throws WrongShape where the operator is of another kind */
export function requireKind<Kind extends Operator['kind']>(
  step: Step,
  kinds: readonly Kind[],
  what: string,
): Step<Extract<Operator, { kind: Kind }>> {
  const { operator } = step
  if (kinds.some(kind => kind === operator.kind)) return step as Step<Extract<Operator, { kind: Kind }>>
  const expected = `a ${kinds.map(kind => kindNames[kind]).join(' or a ')}; ${operator.label} is a ${kindNames[operator.kind]}`
  throw WrongShape({ what, expected, received: operator.class_path })
}

/** @throws WrongShape */
export function wholeNumber(value: unknown, field: string, least: number): number {
  if (Number.isSafeInteger(value) && (value as number) >= least) return value as number
  throw WrongShape({ what: field, expected: `a whole number from ${least}`, received: value }).at({ field })
}

/** @throws WrongShape */
export function oneOf<const Choice extends string>(value: unknown, field: string, choices: readonly Choice[]): Choice {
  const found = choices.find(choice => choice === value)
  if (found !== undefined) return found
  throw WrongShape({ what: field, expected: choices.join(' or '), received: value }).at({ field })
}
