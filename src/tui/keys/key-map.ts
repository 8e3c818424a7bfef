import { type ActionId, keysText, bindings as table } from '../keys.ts'
import type { KeyBinding, Mode } from './binding.ts'
import { type PresetName, presetNames, presets } from './presets.ts'

/** The keys as they are in this dashboard: the table, a preset laid over it, and what the user has set over that. */
export interface KeyMap {
  readonly preset: PresetName
  readonly bindings: readonly KeyBinding<ActionId>[]
  /** The binding of a key, and whether the key begins a sequence. */
  readonly find: (
    mode: Mode,
    key: string,
  ) => { readonly binding: KeyBinding<ActionId> | undefined; readonly begins: boolean }
  /** How the first key of an action is written, for sentences; its name for the palette where it has none. */
  readonly text: (id: ActionId) => string
  /** Sentences: what is set and cannot be. */
  readonly problems: readonly string[]
}

/** Terminals and shells take these themselves, or send them for another key. */
const taken: Readonly<Record<string, string>> = {
  '^s': 'it stops the output of terminals',
  '^q': 'it starts the output of terminals again',
  '^z': 'it suspends programs',
  '^h': 'many terminals send it for Backspace',
  '^c': 'it always leads out',
  '^i': 'it is Tab',
  '^m': 'it is Enter',
}

const named = [
  'up',
  'down',
  'left',
  'right',
  'pageup',
  'pagedown',
  'home',
  'end',
  'enter',
  'esc',
  'backspace',
  'tab',
  'backtab',
  'space',
]

/** As the table writes a key; null where no terminal sends it. */
function keyOf(text: string): string | null {
  const parts = text.trim().split(/ +/)
  if (text === ' ') return ' '
  const known = parts.every(part => [...part].length === 1 || /^\^[a-z]$/.test(part) || named.includes(part))
  if (!known || parts.length > 2 || text.trim() === '') return null
  return parts.map(part => (part === 'space' ? ' ' : part)).join(' ')
}

const isPreset = (name: unknown): name is PresetName => presetNames.some(known => known === name)

interface Wanted {
  readonly preset: PresetName
  readonly keys: ReadonlyMap<string, readonly string[]>
  readonly problems: readonly string[]
}

/** `keys: k9s`, and `bind: {star: S, info: [i, d]}`. */
function read({ keys, bind }: Readonly<Record<string, unknown>>): Wanted {
  const problems: string[] = []
  const known = keys === undefined || isPreset(keys)
  if (!known) problems.push(`keys: ${String(keys)} is none of ${presetNames.join(', ')}.`)
  const preset = isPreset(keys) ? keys : 'vim'
  const own = new Map<string, readonly string[]>()
  const entries = typeof bind === 'object' && bind !== null && !Array.isArray(bind) ? Object.entries(bind) : []
  if (bind !== undefined && bind !== null && (typeof bind !== 'object' || Array.isArray(bind)))
    problems.push('bind: names of actions with their keys are wanted.')
  for (const [id, value] of entries) {
    if (!table.some(binding => binding.id === id)) {
      problems.push(`bind: there is no action ${id}; docs/keys.md lists them.`)
      continue
    }
    const texts = (Array.isArray(value) ? value : [value]).map(String)
    const good = texts.flatMap(text => {
      const key = keyOf(text)
      const reason = key === null ? 'no terminal sends it' : taken[key]
      if (reason === undefined && key !== null) return [key]
      problems.push(`bind: ${id} cannot be on ${text}: ${reason}.`)
      return []
    })
    if (good.length > 0 || texts.length === 0) own.set(id, good)
  }
  return { preset, keys: own, problems }
}

/** Keys that two actions of one mode have; what is set goes before what is not. */
function conflicts(bindings: readonly KeyBinding[]): readonly string[] {
  return bindings.flatMap((binding, i) =>
    binding.keys.flatMap(key => {
      const other = bindings
        .slice(0, i)
        .find(
          ({ mode, keys }) =>
            mode === binding.mode && keys.some(own => own === key || begins(own, key) || begins(key, own)),
        )
      return other ? [`${key === ' ' ? 'space' : key} is ${other.id} and ${binding.id}; it means ${other.id}.`] : []
    }),
  )
}

const begins = (sequence: string, key: string) => key !== ' ' && sequence.startsWith(`${key} `)

/** What the user has set of keys, `before` being told first; problems are told, and never keep the rest from working. */
export function keyMap(config: Readonly<Record<string, unknown>> = {}, before: readonly string[] = []): KeyMap {
  const { preset, keys: own, problems } = read(config)
  const laid = { ...presets[preset], ...Object.fromEntries(own) }
  const changed = table.map(binding => {
    const keys = laid[binding.id]
    if (!keys) return binding
    // What the table writes in their place is of the keys of the table.
    const { shown: _, ...rest } = binding
    return { ...rest, keys }
  })
  const bindings = [...changed.filter(({ id }) => own.has(id)), ...changed.filter(({ id }) => !own.has(id))]
  const byMode = new Map<Mode, readonly KeyBinding<ActionId>[]>()
  for (const binding of bindings) byMode.set(binding.mode, [...(byMode.get(binding.mode) ?? []), binding])
  return {
    preset,
    // In the order of the table, for hints and help.
    bindings: changed,
    find: (mode, key) => {
      const of = byMode.get(mode) ?? []
      const binding = of.find(({ keys }) => keys.includes(key))
      return { binding, begins: !binding && of.some(({ keys }) => keys.some(sequence => begins(sequence, key))) }
    },
    text: id => {
      const binding = changed.find(other => other.id === id)!
      const [key] = binding.keys
      return key === undefined ? `:${binding.label}` : keysText({ keys: [key] })
    },
    problems: [...before, ...problems, ...conflicts(bindings)],
  }
}

export const vimKeys: KeyMap = keyMap()
