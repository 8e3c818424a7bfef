import { type KeyFacts, keysOf } from './binding.ts'

const open = keysOf('browse', 'Everywhere', { records: true })

const about = ({ rows, subject }: KeyFacts) => rows > 0 || subject || 'There is no record and no column here.'

const card = keysOf('info', 'Info card')

export const infoKeys = [
  open(
    'info',
    ['i'],
    'info',
    'What the current column means (of a metric: formula, divisor, unit, direction, other names), and where the record comes from.',
    { when: about },
  ),
  card('info-close', ['esc', 'enter', 'i', 'q', '^c'], 'close', 'Close the card.', { shown: 'Esc', hint: 1 }),
  card('info-down', ['j', 'down', 'pagedown', '^d'], 'down', 'Further down.', { shown: 'j ↓', hint: 2 }),
  card('info-up', ['k', 'up', 'pageup', '^u'], 'up', 'Further up.', { shown: 'k ↑', hint: 3 }),
] as const
