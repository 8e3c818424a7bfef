import { keysOf } from './binding.ts'

const filter = keysOf('filter', 'Filter line')

export const filterKeys = [
  filter('filter-accept', ['enter', 'down'], 'to the list', 'Keep the filter and go to the list.', {
    shown: '↵',
    hint: 1,
  }),
  filter('filter-cancel', ['esc', '^c'], 'as before', 'Give up the change.', { shown: 'Esc', hint: 2 }),
  filter(
    'filter-complete',
    ['tab'],
    'complete',
    'Go on with a field or a value that the rows have; again for the next of them.',
    {
      shown: 'Tab',
      hint: 2,
    },
  ),
  filter('filter-complete-back', ['backtab'], 'complete back', 'The one before.', { shown: 'Shift-Tab' }),
  filter('edit-left', ['left', '^b'], 'left', 'One character left.', { shown: '← ^b' }),
  filter('edit-right', ['right', '^f'], 'right', 'One character right.', { shown: '→ ^f' }),
  filter('edit-home', ['home', '^a'], 'start', 'To the beginning.', { shown: 'Home ^a' }),
  filter('edit-end', ['end', '^e'], 'end', 'To the end.', { shown: 'End ^e' }),
  filter('edit-erase', ['backspace'], 'erase', 'Erase a character.', { shown: 'Backspace' }),
  filter('edit-erase-word', ['^w'], 'erase word', 'Erase a word.', { hint: 3 }),
  filter('edit-erase-all', ['^u'], 'erase all', 'Erase everything.', { hint: 4 }),
  filter('edit-earlier', ['up'], 'earlier', 'A filter used before.', { shown: '↑', hint: 5 }),
] as const

const help = keysOf('help', 'Help')

export const helpKeys = [
  help('help-close', ['esc', 'enter', '?', '^c'], 'close', 'Close the help.', { shown: 'Esc', hint: 1 }),
  help('help-down', ['down', 'pagedown', '^d'], 'down', 'Further down.', { shown: '↓', hint: 2 }),
  help('help-up', ['up', 'pageup', '^u'], 'up', 'Further up.', { shown: '↑', hint: 3 }),
  help('help-erase', ['backspace'], 'erase', 'Erase a character of the search.', { shown: 'Backspace' }),
] as const

const quit = keysOf('quit', 'Question')

export const quitKeys = [
  quit('quit-yes', ['y', 'enter', '^c'], 'pause the run and quit', 'Pause the run and quit.', { shown: 'y', hint: 1 }),
  quit('quit-no', ['n', 'esc', 'q'], 'stay', 'Stay here.', { shown: 'n Esc', hint: 2 }),
] as const

const alert = keysOf('alert', 'Message')

export const alertKeys = [
  alert('alert-close', ['esc', 'enter', 'q'], 'go on to the workspace', 'Close the message.', {
    shown: 'Esc',
    hint: 1,
  }),
  alert('alert-interrupt', ['^c'], 'quit', 'Quit.', { hint: 2 }),
] as const
