import type { ParameterSet } from '../params/index.ts'
import type { Operator } from './operator.ts'

/** What an operator tells about itself, as plain data. */
export function operatorCard({ id, kind, label, class_path, aliases, summary, formula, source, ...rest }: Operator) {
  const params = Object.entries(rest.params as ParameterSet).map(([name, { initial, expected, help }]) => ({
    name,
    initial: initial as unknown,
    expected,
    help,
  }))
  return { id, kind, label, class_path, aliases, summary, formula, source, params }
}
