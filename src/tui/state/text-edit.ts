/** A line of text being typed. `at` counts characters, not code units. */
export interface TextEdit {
  readonly text: string
  readonly at: number
}

export const editOf = (text: string): TextEdit => ({ text, at: [...text].length })

const joined = (before: readonly string[], after: readonly string[]): TextEdit => ({
  text: [...before, ...after].join(''),
  at: before.length,
})

function halves({ text, at }: TextEdit): [string[], string[]] {
  const characters = [...text]
  return [characters.slice(0, at), characters.slice(at)]
}

export function insert(edit: TextEdit, text: string): TextEdit {
  const [before, after] = halves(edit)
  // Pasted line breaks would leave the line; they are no part of a filter.
  return joined([...before, ...text.replace(/[\x00-\x1f\x7f]+/g, ' ')], after)
}

export function erase(edit: TextEdit): TextEdit {
  const [before, after] = halves(edit)
  return joined(before.slice(0, -1), after)
}

export function eraseWord(edit: TextEdit): TextEdit {
  const [before, after] = halves(edit)
  return joined([...before.join('').replace(/\S*\s*$/, '')], after)
}

export const eraseAll = (): TextEdit => editOf('')

export function moveBy(edit: TextEdit, by: number): TextEdit {
  return { ...edit, at: Math.max(0, Math.min([...edit.text].length, edit.at + by)) }
}
