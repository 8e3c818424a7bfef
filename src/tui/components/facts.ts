import { type Line, textWidth, wrapText } from './line.ts'

/** Labels and values, the values in one column; long ones continue below themselves. */
export function factLines(facts: readonly (readonly [label: string, value: string])[], width: number): readonly Line[] {
  const label = Math.min(24, Math.max(...facts.map(([name]) => textWidth(name)), 0)) + 2
  return facts.flatMap(([name, value]) =>
    wrapText(value, Math.max(8, width - label - 1)).map(
      (text, i): Line => [[` ${(i === 0 ? name : '').padEnd(label)}`, 'faint'], [text]],
    ),
  )
}

/** A title over what follows. */
export const titleLine = (text: string, note = ''): Line => [
  [` ${text}`, 'heading'],
  [note === '' ? '' : `  ${note}`, 'faint'],
]

export const textLines = (text: string, width: number, tone?: 'faint' | 'warn' | 'bad'): readonly Line[] =>
  wrapText(text, Math.max(8, width - 2)).map(line => [[` ${line}`, tone]])
