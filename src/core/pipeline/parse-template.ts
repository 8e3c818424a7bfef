import { UnknownField, WrongShape } from '../errors/index.ts'
import type { PipelineTemplate } from './pipeline.ts'

const known = ['name', 'description', 'pipeline', 'steps', 'id', 'schema_version', 'created_at', 'expansion_count']

const text = (value: unknown, field: string): string | null => {
  if (value === undefined || value === null) return null
  if (typeof value === 'string') return value
  throw WrongShape({ what: `The ${field} of a template`, expected: 'text', received: value }).at({ field })
}

/**
 * A template from any of its forms: bare steps, or an object with `pipeline` (or `steps`) and perhaps `name`, `description`.
 * @throws WrongShape, UnknownField
 */
export function parseTemplate(value: unknown): PipelineTemplate {
  if (Array.isArray(value)) return { name: null, description: null, steps: value }
  if (typeof value !== 'object' || value === null) {
    const expected = 'a list of steps, or an object with `pipeline` and perhaps `name` and `description`'
    throw WrongShape({ what: 'A template', expected, received: value })
  }
  const object = value as Record<string, unknown>
  for (const name of Object.keys(object)) {
    if (!known.includes(name)) {
      throw UnknownField({ what: 'A template', name, known: known.slice(0, 4) }).at({ field: name })
    }
  }
  const field = 'pipeline' in object ? 'pipeline' : 'steps'
  const steps = object[field]
  if (!Array.isArray(steps)) {
    throw WrongShape({ what: 'The pipeline of a template', expected: 'a list of steps', received: steps }).at({ field })
  }
  return { name: text(object.name, 'name'), description: text(object.description, 'description'), steps }
}

/** Where the steps stand in the value that was parsed: the beginning of error fields. */
export function stepsField(value: unknown): string {
  if (Array.isArray(value)) return ''
  return typeof value === 'object' && value !== null && 'pipeline' in value ? 'pipeline' : 'steps'
}
