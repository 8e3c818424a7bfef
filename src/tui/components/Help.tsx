import { type KeyMap, vimKeys } from '../keys/key-map.ts'
import { type KeyBinding, type KeyFacts, keysText } from '../keys.ts'
import type { DeskState } from '../state/desk.ts'
import { clamp } from '../state/moves.ts'
import { useSurface } from '../theme/surface.ts'
import { typedSpans } from './frame-lines.ts'
import { Lines } from './Lines.tsx'
import { fitText, type Line, wrapText } from './line.ts'

/** Those of the keys that a page or a line being typed has; questions name their own. */
const sections = [
  ...new Set(vimKeys.bindings.filter(({ mode }) => mode !== 'quit' && mode !== 'alert').map(({ section }) => section)),
]

interface HelpProps {
  readonly help: DeskState['help']
  readonly keys: KeyMap
  readonly facts: KeyFacts
  readonly width: number
  readonly height: number
}

const keyWidth = 14

/** A key as people write it, as the table does. */
function keyNamed(text: string): string {
  const [, control] = /^(?:ctrl|control|c)[-+ ](\w)$/i.exec(text.trim()) ?? []
  if (control !== undefined) return `^${control.toLowerCase()}`
  return /^space$/i.test(text.trim()) ? ' ' : text.trim()
}

function helpLines(query: string, { bindings, problems }: KeyMap, facts: KeyFacts, width: number): readonly Line[] {
  const wanted = query.trim().toLowerCase()
  const key = keyNamed(query)
  const means = bindings.filter(({ keys }) => keys.includes(key))
  const matches = (binding: KeyBinding) =>
    `${keysText(binding)} ${binding.label} ${binding.help} ${binding.section}`.toLowerCase().includes(wanted)
  const off = (binding: KeyBinding) => {
    const allowed = binding.mode === 'browse' ? (binding.when?.(facts) ?? true) : true
    return allowed === true ? null : allowed
  }
  const wrong = problems.flatMap(text => wrapText(text, width - 3)).map((text): Line => [[`  ${text}`, 'warn']])
  const head: readonly Line[] =
    wrong.length > 0 ? [[[' What is set of keys and cannot be', 'heading']], ...wrong, []] : []
  const exact: readonly Line[] =
    means.length > 0 && wanted !== ''
      ? [[[` The key ${query.trim()}`, 'heading']], ...means.flatMap(each => bindingLines(each, off(each), width)), []]
      : []
  const found = sections.flatMap(section => {
    const own = bindings.filter(binding => binding.section === section && matches(binding))
    if (own.length === 0) return []
    // Those that work here come first.
    const rows = [...own.filter(each => off(each) === null), ...own.filter(each => off(each) !== null)]
    return [[[` ${section}`, 'heading'] as const], ...rows.flatMap(each => bindingLines(each, off(each), width)), []]
  })
  return wanted === '' ? [...head, ...found] : [...exact, ...found]
}

function bindingLines(binding: KeyBinding, off: string | null, width: number): readonly Line[] {
  const words = off === null ? binding.help : `${binding.help} Off: ${off}`
  const tone = off === null ? 'plain' : 'faint'
  return wrapText(words, width - keyWidth - 4).map((text, i) => [
    [`  ${fitText(i === 0 ? keysText(binding) || ':' : '', keyWidth)}`, off === null ? 'accent' : 'faint'],
    [text, tone],
  ])
}

/** All keys, with the reason beside those that are off; what is typed searches keys and words. */
export function Help({ help, keys, facts, width, height }: HelpProps) {
  const { glyphs } = useSurface()
  const found = helpLines(help.edit.text, keys, facts, width)
  const body: readonly Line[] = found.length > 0 ? found : [[], [['  No key has to do with that.', 'faint']]]
  const room = height - 2
  const top = clamp(help.top, 0, Math.max(0, body.length - room))
  const more = body.length > room ? `  lines ${top + 1}–${Math.min(body.length, top + room)} of ${body.length}` : ''
  const lines: readonly Line[] = [
    [[' Keys', 'strong'], [`  search: `, 'faint'], ...typedSpans(help.edit.text, help.edit.at), [more, 'faint']],
    [[glyphs.rule.repeat(width), 'faint']],
    ...body.slice(top, top + room),
  ]
  return <Lines lines={lines} height={height} />
}
