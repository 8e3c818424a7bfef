import type { ParameterSet } from '../params/index.ts'
import type { Operator } from './operator.ts'

/** What an operator tells about itself, as plain data. */
export function operatorCard(operator: Operator) {
  const { id, kind, label, class_path, aliases, summary, formula, source, checked_against, differs = null } = operator
  const task = operator.kind === 'model' ? operator.task : null
  const params = Object.entries(operator.params as ParameterSet).map(([name, { initial, expected, help }]) => ({
    name,
    initial: initial as unknown,
    expected,
    help,
  }))
  return { id, kind, task, label, class_path, aliases, summary, formula, source, checked_against, differs, params }
}
