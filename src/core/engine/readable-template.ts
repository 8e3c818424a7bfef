import { missingPresets, type Presets, parseTemplate } from '../pipeline/index.ts'
import { inSource } from './source-file.ts'
import type { TextOfTemplate } from './template-text.ts'

/** Presets beside any value are its own, and no part of it. */
export function withoutPresets(value: unknown): { readonly value: unknown; readonly presets: Presets } {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !('presets' in value)) {
    return { value, presets: {} }
  }
  const { presets, ...rest } = value
  if (typeof presets !== 'object' || presets === null || Array.isArray(presets)) return { value, presets: {} }
  return { value: rest, presets: presets as Presets }
}

/** What a text says, its presets as written: a change of one is told once, where it is defined. */
export function readable(source: TextOfTemplate) {
  return inSource(source, () => {
    const { presets, value } = withoutPresets(source.value)
    const known = Object.fromEntries(missingPresets(value).map(name => [name, { _preset_: name }]))
    // Shape alone is checked: names that stand for themselves are never resolved further.
    const { name, description } = parseTemplate(stepsless(value), known)
    return { name, description, steps: stepsOf(value), presets }
  })
}

const stepsOf = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value
  const { pipeline, steps } = (value ?? {}) as { pipeline?: unknown; steps?: unknown }
  const list = pipeline ?? steps
  return Array.isArray(list) ? list : []
}

/** The same without its steps, so that only its fields are looked at. */
const stepsless = (value: unknown): unknown =>
  Array.isArray(value) || typeof value !== 'object' || value === null ? value : { ...value, pipeline: [] }
