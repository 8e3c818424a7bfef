import type { Dialog } from '../state/dialog.ts'
import { typedSpans } from './frame-lines.ts'
import type { Line } from './line.ts'

/** In the place of the status line. */
export function dialogLine(dialog: Dialog, problem: string | undefined): Line {
  if (dialog.kind === 'question') return [[` ${dialog.text}`, 'warn']]
  const { text, at } = dialog.edit
  return [[` ${dialog.label}: `, 'accent'], ...typedSpans(text, at), [problem ? `  ${problem}` : '', 'bad']]
}
