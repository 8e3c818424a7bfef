/** What repeats without end may stand so often in one expression: each more multiplies the time by the length of a text. */
const mostRepeats = 4

/**
 * Why matching an expression may take for ever, or null. Engines that go back try every way to divide a text among repeats:
 * exponentially many where one is inside of another, or where one repeats alternatives.
 */
export function endlessReason(source: string): string | null {
  interface Group {
    repeats: boolean
    alternatives: boolean
  }
  const open: Group[] = [{ repeats: false, alternatives: false }]
  let repeats = 0
  /** The group that has just been closed: what a quantifier behind it repeats. */
  let closed: Group | null = null
  for (let i = 0; i < source.length; i++) {
    const character = source[i]!
    const group = open.at(-1)!
    if (character === '\\') i += 1
    else if (character === '[') {
      for (i += 1; i < source.length && source[i] !== ']'; i++) if (source[i] === '\\') i += 1
    } else if (character === '(') open.push({ repeats: false, alternatives: false })
    else if (character === '|') group.alternatives = true
    else if (character === ')' && open.length > 1) {
      closed = open.pop()!
      const outer = open.at(-1)!
      outer.repeats ||= closed.repeats
      outer.alternatives ||= closed.alternatives
      continue
    } else if (character === '*' || character === '+' || /^\{\d+,\}/.test(source.slice(i, i + 12))) {
      if (closed?.repeats) return 'a repeat inside of a repeat may take for ever'
      if (closed?.alternatives) return 'a repeat of alternatives may take for ever'
      repeats += 1
      group.repeats = true
    }
    closed = null
  }
  return repeats > mostRepeats ? `more than ${mostRepeats} repeats without an end (* and +) may take for ever` : null
}
