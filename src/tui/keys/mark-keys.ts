import { type KeyFacts, keysOf } from './binding.ts'

/** As many as have a letter of their own. */
const mostCompared = 26

const markable = ({ markable: can, rows, ready }: KeyFacts) => {
  if (!can) return 'Only results can be marked and compared.'
  return rows > 0 || (ready ? 'The list is empty.' : 'The list is still being read.')
}

/** Marks stay while a filter hides their rows, so that rows are not asked for. */
const comparable = ({ markable: can, marked, choosing }: KeyFacts) => {
  if (choosing !== null) return 'Only results can be marked and compared.'
  if (!can) return 'Only results can be marked and compared.'
  if (marked === 0) return 'Mark two or more results with space first.'
  if (marked === 1) return 'Only one result is marked; space marks another.'
  return marked <= mostCompared || `At most ${mostCompared} results can be compared at once.`
}

const mark = keysOf('browse', 'Compare', { records: true })

export const markKeys = [
  mark(
    'mark',
    [' '],
    'mark',
    'Mark the result, or take its mark away, and move down; 3 space does so for three rows.',
    {
      shown: 'space',
      when: markable,
      counts: true,
      hint: 10,
    },
  ),
  mark('invert-marks', ['*'], 'invert marks', 'Mark the rows that are not marked, and take the other marks away.', {
    when: markable,
  }),
  mark('compare', ['c'], 'compare', 'Hold the marked results against the one that was marked first.', {
    when: comparable,
    hint: 3,
  }),
] as const
