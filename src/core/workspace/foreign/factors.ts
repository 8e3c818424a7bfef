import type { FoldsConfig } from '../../records/index.ts'
import { mapping, text } from './cells.ts'

/** What a pipeline's steps say of its first model: `{n_components: 4}`. */
export function modelParameters(steps: unknown): Readonly<Record<string, unknown>> {
  const model = findModel(steps)
  const fields = mapping(model)
  return mapping(fields?.params) ?? {}
}

/** The first step that divides samples into folds: `{splitter: 'KFold', n_splits: 3}`; nothing where none is known. */
export function foldsOf(steps: readonly unknown[] | null): FoldsConfig {
  for (const step of steps ?? []) {
    const fields = mapping(step)
    const path = fields ? text(fields.class) : text(step)
    const name = path.split('.').at(-1) ?? ''
    if (!/model_selection|split/i.test(path) && !/Fold$|Split(?:ter)?$/.test(name)) continue
    const given = Object.entries(mapping(fields?.params) ?? {}).filter(([, value]) => typeof value !== 'object')
    return { splitter: name, ...Object.fromEntries(given) }
  }
  return {}
}

function findModel(step: unknown, depth = 0): unknown {
  // Templates nest a few levels; what nests deeper was not written by a person.
  if (depth > 12) return undefined
  if (Array.isArray(step)) {
    for (const inner of step) {
      const found = findModel(inner, depth + 1)
      if (found !== undefined) return found
    }
    return undefined
  }
  const fields = mapping(step)
  if (!fields) return undefined
  if ('model' in fields) return fields.model
  for (const inner of Object.values(fields)) {
    const found = findModel(inner, depth + 1)
    if (found !== undefined) return found
  }
  return undefined
}

/** `MinMax > SNV > PLS(n_components=4)`. */
export function configLabel(preprocessings: string, model: string, params: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(params)
    .filter(([, value]) => typeof value !== 'object')
    .map(([name, value]) => `${name}=${text(value, String(value))}`)
  const steps = preprocessings === '' || preprocessings === 'raw' ? [] : preprocessings.split('>')
  return [...steps, given.length > 0 ? `${model}(${given.join(', ')})` : model].join(' > ')
}
