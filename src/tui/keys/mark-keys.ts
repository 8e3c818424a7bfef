import { type KeyFacts, keysOf } from './binding.ts'

/** As many as have a letter of their own. */
const mostCompared = 26

const markable = ({ markable: can, rows, ready }: KeyFacts) => {
  if (!can) return 'Only runs, results, predictions and datasets can be marked.'
  return rows > 0 || (ready ? 'The list is empty.' : 'The list is still being read.')
}

/** Marks stay while a filter hides their rows, so that rows are not asked for. */
const comparable = ({ comparable: can, marked }: KeyFacts) => {
  if (!can) return 'Only results can be compared.'
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
    'Mark the record, or take its mark away, and move down; 3 space does so for three rows.',
    {
      shown: 'space',
      when: markable,
      counts: true,
      hint: 10,
    },
  ),
  mark('range', ['v'], 'range', 'Begin a range of rows at the cursor; again marks all up to the cursor.', {
    when: markable,
  }),
  mark('invert-marks', ['*'], 'invert marks', 'Mark the rows that are not marked, and take the other marks away.', {
    when: markable,
  }),
  mark('compare', ['c'], 'compare', 'Hold the marked results against the one that was marked first.', {
    when: comparable,
    hint: 3,
  }),
] as const
