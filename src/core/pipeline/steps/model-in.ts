import { findOperator } from '../../operators/index.ts'

/** The first model named anywhere among unexpanded steps, alternatives and branches included; null where there is none. */
export function modelIn(steps: unknown): string | null {
  if (typeof steps === 'string') return findOperator(steps)?.kind === 'model' ? steps : null
  if (typeof steps !== 'object' || steps === null) return null
  const fields = Array.isArray(steps)
    ? steps
    : Object.entries(steps)
        // What stands in parameters is a value, even where an operator has the same name.
        .filter(([key]) => key !== 'params' && key !== 'name' && key !== 'param')
        .map(([, value]) => value)
  if ('model' in steps) return modelName(steps.model)
  for (const field of fields) {
    const found = modelIn(field)
    if (found !== null) return found
  }
  return null
}

function modelName(model: unknown): string {
  if (typeof model === 'string') return model
  const named = typeof model === 'object' && model !== null && 'class' in model ? model.class : undefined
  return typeof named === 'string' ? named : 'a model'
}
