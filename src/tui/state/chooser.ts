import type { Desk } from './desk.ts'
import { clamp } from './moves.ts'
import { editOf, type TextEdit } from './text-edit.ts'

/** A row of a menu. */
export interface Choice {
  readonly label: string
  readonly detail: string
  /** Key that does the same. */
  readonly keys?: string
  /** Why it cannot be chosen. */
  readonly off?: string | null
  /** Whether it is switched on, where it is a switch. */
  readonly on?: boolean
  readonly run: (desk: Desk) => void
}

/** A menu over the page. What is typed narrows it. */
export interface Chooser {
  readonly title: string
  readonly edit: TextEdit
  readonly cursor: number
  /** With the text typed, for rows that take it as their argument; those are not narrowed by it. */
  readonly choices: (desk: Desk, text: string) => readonly Choice[]
  /** Switches: the menu stays open. */
  readonly stays?: boolean
}

export function openChooser(desk: Desk, title: string, choices: Chooser['choices'], stays = false) {
  desk.change({ mode: 'choose', chooser: { title, edit: editOf(''), cursor: 0, choices, stays }, message: null })
}

export const closeChooser = (desk: Desk) => desk.change({ mode: 'browse', chooser: null })

/** Rows that hold every word typed: those that begin with it first, those that cannot be chosen last. */
export function choicesOf(desk: Desk): readonly Choice[] {
  const { chooser } = desk.state()
  if (!chooser) return []
  const words = chooser.edit.text.toLowerCase().split(/\s+/).filter(Boolean)
  const holds = ({ label, detail, keys = '' }: Choice) => {
    const text = `${label} ${detail}`.toLowerCase()
    return chooser.edit.text === keys || words.every(word => text.includes(word))
  }
  const found = chooser.choices(desk, chooser.edit.text).filter(holds)
  const typed = chooser.edit.text.trim().toLowerCase()
  const rank = ({ label, off }: Choice) => (off ? 2 : 0) + (label.toLowerCase().startsWith(typed) ? 0 : 1)
  return found.sort((a, b) => rank(a) - rank(b))
}

export function typeInChooser(desk: Desk, change: (edit: TextEdit) => TextEdit) {
  const { chooser } = desk.state()
  if (chooser) desk.change({ chooser: { ...chooser, edit: change(chooser.edit), cursor: 0 } })
}

export function moveInChooser(desk: Desk, by: number) {
  const { chooser } = desk.state()
  if (!chooser) return
  const cursor = clamp(chooser.cursor + by, 0, Math.max(0, choicesOf(desk).length - 1))
  desk.change({ chooser: { ...chooser, cursor } })
}

export function choose(desk: Desk) {
  const { chooser } = desk.state()
  const choice = choicesOf(desk)[chooser?.cursor ?? 0]
  if (!choice) return
  if (choice.off) return desk.say(choice.off, 'warn')
  if (!chooser?.stays) closeChooser(desk)
  choice.run(desk)
}
