import { UnknownField, WrongShape, withinField } from '../../errors/index.ts'
import type { PipelineTemplate } from '../pipeline.ts'
import { type Presets, presetNames, refuseDepth, resolvePresets } from './presets.ts'

/** What a user writes, then what records of templates have beside it. */
export const templateFields = ['name', 'description', 'pipeline', 'steps', 'presets'] as const
const known: readonly string[] = [...templateFields, 'id', 'schema_version', 'created_at', 'expansion_count']

const text = (value: unknown, field: string): string | null => {
  if (value === undefined || value === null) return null
  if (typeof value === 'string') return value
  throw WrongShape({ what: `The ${field} of a template`, expected: 'text', received: value }).at({ field })
}

/**
 * A template from any of its forms: bare steps, or an object with `pipeline` (or `steps`) and perhaps `name`, `description` and
 * `presets`. Its steps come with presets resolved: its own, and behind them those of `library`.
 * @throws WrongShape, UnknownField, UnknownPreset, PresetCycle
 */
export function parseTemplate(value: unknown, library: Presets = {}): PipelineTemplate {
  if (Array.isArray(value)) {
    return { name: null, description: null, steps: resolvePresets(value, library) as readonly unknown[] }
  }
  if (typeof value !== 'object' || value === null) {
    const expected = 'a list of steps, or an object with `pipeline` and perhaps `name` and `description`'
    throw WrongShape({ what: 'A template', expected, received: value })
  }
  const object = value as Record<string, unknown>
  for (const name of Object.keys(object)) {
    if (!known.includes(name)) {
      throw UnknownField({ what: 'A template', name, known: templateFields }).at({ field: name, text: name })
    }
  }
  const field = stepsField(value)
  const steps = object[field]
  if (!Array.isArray(steps)) {
    throw WrongShape({ what: 'The pipeline of a template', expected: 'a list of steps', received: steps }).at({ field })
  }
  const presets = { ...library, ...presetsOf(object.presets) }
  const resolved = withinField(field, () => resolvePresets(steps, presets)) as readonly unknown[]
  return { name: text(object.name, 'name'), description: text(object.description, 'description'), steps: resolved }
}

function presetsOf(value: unknown): Presets {
  if (value === undefined || value === null) return {}
  if (typeof value === 'object' && !Array.isArray(value)) return value as Presets
  const expected = 'names, each with a step, a list of steps or a generator'
  throw WrongShape({ what: 'The presets of a template', expected, received: value }).at({ field: 'presets' })
}

/** Names of presets that a template asks for and does not hold itself. @throws TooDeep */
export function missingPresets(value: unknown): readonly string[] {
  refuseDepth(value)
  const object = typeof value === 'object' && value !== null ? (value as { presets?: unknown }) : {}
  const own = typeof object.presets === 'object' && object.presets !== null ? Object.keys(object.presets) : []
  return [...new Set(presetNames(value))].filter(name => !own.includes(name))
}

/** Where the steps stand in the value that was parsed: the beginning of error fields. */
export function stepsField(value: unknown): '' | 'pipeline' | 'steps' {
  if (Array.isArray(value)) return ''
  return typeof value === 'object' && value !== null && 'pipeline' in value ? 'pipeline' : 'steps'
}
