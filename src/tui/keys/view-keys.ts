import { keysOf } from './binding.ts'

const view = keysOf('browse', 'Everywhere')

export const viewKeys = [
  view(
    'zoom-in',
    ['+'],
    'zoom',
    'More room for the list or the chart: first without its head, then without the frame.',
  ),
  view('zoom-out', ['_'], 'zoom out', 'The way back.'),
] as const
