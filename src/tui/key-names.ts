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
  if (key.meta) return []
  return [...input].map(character => (character === '\r' || character === '\n' ? 'enter' : character))
}
