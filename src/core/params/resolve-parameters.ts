import { located, ParameterOutOfRange, UnknownParameter } from '../errors/index.ts'
import type { ParameterSet, ValuesOf } from './parameter.ts'

/**
 * Check the given values and fill in the initial ones.
 * @throws UnknownParameter, ParameterOutOfRange; both name the field `params.<name>`
 */
export function resolveParameters<P extends ParameterSet>(
  operator: string,
  declared: P,
  given: Readonly<Record<string, unknown>>,
): ValuesOf<P> {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(declared, name)) {
      throw UnknownParameter({ name, operator, known: Object.keys(declared) }).at({ field: `params.${name}` })
    }
  }
  const entries = Object.entries(declared).map(([name, parameter]) => {
    const value = Object.hasOwn(given, name) ? given[name] : parameter.initial
    located({ field: `params.${name}` }, () => {
      if (!parameter.accepts(value)) {
        throw ParameterOutOfRange({ parameter: name, expected: parameter.expected, received: value })
      }
    })
    return [name, value]
  })
  return Object.fromEntries(entries) as ValuesOf<P>
}
