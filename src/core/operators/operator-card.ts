import type { ParameterSet } from '../params/index.ts'
import type { Operator } from './operator.ts'

/** What a card is made of: an operator, or something declared like one. */
export type Declared = Pick<
  Operator,
  'id' | 'kind' | 'label' | 'class_path' | 'aliases' | 'summary' | 'formula' | 'source' | 'checked_against' | 'params'
> & { readonly differs?: string; readonly task?: 'regression' | 'classification' | null }

/** What an operator tells about itself, as plain data. */
export function operatorCard(operator: Declared) {
  const { id, kind, label, class_path, aliases, summary, formula, source, checked_against, differs = null } = operator
  const { task = null } = operator
  const params = Object.entries(operator.params as ParameterSet).map(([name, { initial, expected, help }]) => ({
    name,
    initial: initial as unknown,
    expected,
    help,
  }))
  return { id, kind, task, label, class_path, aliases, summary, formula, source, checked_against, differs, params }
}
