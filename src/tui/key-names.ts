import type { Key } from 'ink'

const named = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'esc'],
  ['backspace', 'backspace'],
  // Most terminals send for Backspace what Ink calls delete.
  ['delete', 'backspace'],
] as const

/** What Ink tells about input, as the key table names keys. Keys that came in one packet are several. */
export function keyNames(input: string, key: Key): string[] {
  if (key.tab) return [key.shift ? 'backtab' : 'tab']
  const found = named.find(([flag]) => key[flag])
  if (found) return [found[1]]
  if (key.ctrl) return input === '' ? [] : [`^${input}`]
  // No key is bound to Alt, and what comes as Alt-j over a slow line was Esc and then j.
  if (key.meta) return ['esc', ...input]
  return [...input].map(characterName)
}

const characters: Readonly<Record<string, string>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\u001b': 'esc',
  '\u007f': 'backspace',
  '\b': 'backspace',
}

/** Of characters that came together with others, which Ink hands on as they are. */
function characterName(character: string): string {
  const code = character.charCodeAt(0)
  return characters[character] ?? (code < 32 ? `^${String.fromCharCode(code + 96)}` : character)
}
