import { keysOf } from './binding.ts'

const prompt = keysOf('prompt', 'A line that is asked for')

export const promptKeys = [
  prompt('prompt-accept', ['enter'], 'take it', 'Take the line as it is.', { shown: '↵', hint: 1 }),
  prompt('prompt-cancel', ['esc', '^c'], 'as before', 'Give up the change.', { shown: 'Esc', hint: 2 }),
  prompt('prompt-left', ['left', '^b'], 'left', 'One character left.', { shown: '← ^b' }),
  prompt('prompt-right', ['right', '^f'], 'right', 'One character right.', { shown: '→ ^f' }),
  prompt('prompt-erase', ['backspace'], 'erase', 'Erase a character.', { shown: 'Backspace' }),
  prompt('prompt-erase-word', ['^w'], 'erase word', 'Erase a word.', { hint: 3 }),
  prompt('prompt-erase-all', ['^u'], 'erase all', 'Erase everything.', { hint: 4 }),
] as const

const confirm = keysOf('confirm', 'Question before an act')

export const confirmKeys = [
  confirm('confirm-yes', ['y'], 'yes', 'Do it.', { hint: 1 }),
  confirm('confirm-no', ['n', 'esc', 'q', '^c'], 'no', 'Leave everything as it is.', { shown: 'n Esc', hint: 2 }),
] as const
