import { keysOf } from './binding.ts'

const letters = [...'abcdefghijklmnopqrstuvwxyz']

const place = keysOf('browse', 'Open')

export const placeKeys = [
  place('last-view', ['-'], 'last page', 'To the page before this one, and with the next - back again.', {
    when: ({ hasLast }) => hasLast || 'No other page was looked at yet.',
  }),
  place(
    'set-bookmark',
    letters.map(letter => `m ${letter}`),
    'bookmark',
    'Remember this page, with its filter and order, under a letter; bookmarks stay after a restart.',
    { shown: 'm a…z' },
  ),
  place(
    'open-bookmark',
    letters.map(letter => `' ${letter}`),
    'to bookmark',
    'To the page under that letter; :bookmarks lists them.',
    { shown: "' a…z" },
  ),
] as const
