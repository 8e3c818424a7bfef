import type { Desk } from './desk.ts'
import { editOf, type TextEdit } from './text-edit.ts'

/** A line that is asked for; `accept` gives the reason why it is not taken. */
export interface Prompt {
  readonly kind: 'prompt'
  readonly label: string
  readonly edit: TextEdit
  readonly accept: (text: string) => string | null
}

/** A question before something that is not done lightly. */
export interface Question {
  readonly kind: 'question'
  readonly text: string
  /** What it is about, one below the other. */
  readonly words: readonly string[]
  readonly yes: () => void
}

export type Dialog = Prompt | Question

export const ask = (desk: Desk, label: string, before: string, accept: Prompt['accept']) =>
  desk.change({ mode: 'prompt', dialog: { kind: 'prompt', label, edit: editOf(before), accept }, message: null })

export const confirm = (desk: Desk, text: string, yes: () => void, words: readonly string[] = []) =>
  desk.change({ mode: 'confirm', dialog: { kind: 'question', text, words, yes }, message: null })

export const closeDialog = (desk: Desk) => desk.change({ mode: 'browse', dialog: null })

export function editPrompt(desk: Desk, edit: (before: TextEdit) => TextEdit) {
  const { dialog } = desk.state()
  if (dialog?.kind === 'prompt') desk.change({ dialog: { ...dialog, edit: edit(dialog.edit) }, message: null })
}

export function acceptPrompt(desk: Desk) {
  const { dialog } = desk.state()
  if (dialog?.kind !== 'prompt') return
  closeDialog(desk)
  const problem = dialog.accept(dialog.edit.text.trim())
  if (problem !== null) desk.change({ mode: 'prompt', dialog, message: { text: problem, tone: 'bad' } })
}

export function answerYes(desk: Desk) {
  const { dialog } = desk.state()
  closeDialog(desk)
  if (dialog?.kind === 'question') dialog.yes()
}
