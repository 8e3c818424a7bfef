import { groupedDigits, PresetCycle, TooDeep, UnknownPreset, WrongGenerator, withinField } from '../../errors/index.ts'
import { descriptions } from '../generators/generator.ts'

/** Parts of templates by name: a step, a list of steps, or a generator. */
export type Presets = Readonly<Record<string, unknown>>

/** Presets of presets multiply; beyond this a template is a mistake or an attack. */
const mostParts = 100_000

/** Lists and objects in each other. */
const deepest = 200

interface Resolved {
  readonly value: unknown
  readonly parts: number
}

/**
 * The value with each `{_preset_: name}` replaced by what the name stands for, before anything is expanded. Fields beside
 * `_preset_` are laid over a preset that is an object, so `{_preset_: scatter, count: 2}` limits the generator it names.
 * @throws UnknownPreset, PresetCycle, WrongGenerator, with the field; TooDeep
 */
export function resolvePresets(value: unknown, presets: Presets): unknown {
  refuseDepth([value, presets])
  if (!usesPresets(value)) return value
  const known = new Map<string, Resolved>()

  function resolve(value: unknown, path: readonly string[]): Resolved {
    if (typeof value !== 'object' || value === null) return { value, parts: 1 }
    if (Array.isArray(value)) {
      return together(value.map((item, i) => withinField(`[${i}]`, () => resolve(item, path))))
    }
    const node = value as Readonly<Record<string, unknown>>
    const { _preset_: name, ...beside } = node
    const names = Object.keys(beside)
    const fields = together(names.map(key => withinField(key, () => resolve(beside[key], path))))
    const over = Object.fromEntries(names.map((key, i) => [key, (fields.value as readonly unknown[])[i]]))
    if (!Object.hasOwn(node, '_preset_')) return { value: over, parts: fields.parts }
    const preset = named(name, path)
    return together([preset, fields], laidOver(name as string, preset.value, over))
  }

  function named(name: unknown, path: readonly string[]): Resolved {
    if (typeof name !== 'string') {
      throw WrongGenerator({ keyword: '_preset_', expected: 'the name of a preset', received: name }).at({
        field: '_preset_',
      })
    }
    if (path.includes(name)) throw PresetCycle({ path: [...path, name] }).at({ text: name })
    const earlier = known.get(name)
    if (earlier) return earlier
    if (!Object.hasOwn(presets, name)) throw UnknownPreset({ name, known: Object.keys(presets) }).at({ text: name })
    const resolved = resolve(presets[name], [...path, name])
    known.set(name, resolved)
    return resolved
  }

  return resolve(value, []).value
}

function together(parts: readonly Resolved[], value: unknown = parts.map(part => part.value)): Resolved {
  const count = parts.reduce((sum, part) => sum + part.parts, 1)
  if (count <= mostParts) return { value, parts: count }
  const expected = `presets that come to at most ${groupedDigits(mostParts)} parts together`
  throw WrongGenerator({ keyword: '_preset_', expected, received: count })
}

function laidOver(name: string, preset: unknown, over: Readonly<Record<string, unknown>>): unknown {
  const fields = Object.keys(over).filter(key => !(descriptions as readonly string[]).includes(key))
  if (fields.length === 0) return preset
  if (typeof preset === 'object' && preset !== null && !Array.isArray(preset)) return { ...preset, ...over }
  const expected = `an object, because ${fields.join(', ')} stands beside it`
  throw WrongGenerator({ keyword: `_preset_ ${name}`, expected, received: preset }).at({ field: '_preset_' })
}

/** What nests deeper than any template is refused before anything goes through it. @throws TooDeep */
export function refuseDepth(value: unknown): void {
  let level = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) throw TooDeep({ limit: deepest })
    const inner: unknown[] = []
    for (const part of level) {
      if (typeof part === 'object' && part !== null) for (const child of Object.values(part)) inner.push(child)
    }
    level = inner
  }
}

/** Names that `_preset_` asks for anywhere in the value. */
export function presetNames(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  const own = !Array.isArray(value) && '_preset_' in value && typeof value._preset_ === 'string' ? [value._preset_] : []
  return [...own, ...Object.values(value).flatMap(presetNames)]
}

function usesPresets(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.hasOwn(value, '_preset_') || Object.values(value).some(usesPresets)
}
