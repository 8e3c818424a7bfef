import { type KeyFacts, keysOf } from './binding.ts'

const listed = keysOf('browse', 'List', { records: true })

const list = ({ hasList }: KeyFacts) => hasList || 'There is no list on this page.'

export const menuKeys = [
  listed('columns', ['C'], 'columns', 'Choose the columns that are shown.', { when: list }),
  listed('views', ['V'], 'views', 'Saved views: a filter and an order under a name; :view save NAME keeps this one.', {
    when: ({ hasViews }) => hasViews || 'Views are of results and of predictions.',
  }),
  keysOf('browse', 'Everywhere')(
    'palette',
    [':', '^p'],
    'commands',
    'All actions and commands, found by their words: note, tag, view save, restore.',
    { shown: ': ^p' },
  ),
] as const
