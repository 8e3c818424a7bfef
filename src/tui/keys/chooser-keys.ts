import { keysOf } from './binding.ts'

const menu = keysOf('choose', 'Menu')

export const chooserKeys = [
  menu('choose', ['enter'], 'choose', 'Do what the row says, or switch it.', { shown: '↵', hint: 1 }),
  menu('choose-cancel', ['esc', '^c'], 'close', 'Close the menu.', { shown: 'Esc', hint: 2 }),
  menu('choose-down', ['down', '^n', 'tab'], 'down', 'One row down.', { shown: '↓', hint: 3 }),
  menu('choose-up', ['up', '^p', 'backtab'], 'up', 'One row up.', { shown: '↑', hint: 4 }),
  menu('choose-page-down', ['pagedown', '^d'], 'page down', 'Ten rows down.', { shown: 'PgDn' }),
  menu('choose-page-up', ['pageup'], 'page up', 'Ten rows up.', { shown: 'PgUp' }),
  menu('choose-erase', ['backspace'], 'erase', 'Erase a character.', { shown: 'Backspace' }),
  menu('choose-erase-all', ['^u'], 'erase all', 'Erase everything.'),
] as const
