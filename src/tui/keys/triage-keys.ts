import { type KeyFacts, keysOf } from './binding.ts'

const target = ({ noMarks, targets, ready }: KeyFacts) =>
  noMarks ?? (targets > 0 || (ready ? 'There is no record here.' : 'The records are still being read.'))

const triage = keysOf('browse', 'Triage', { records: true })

export const triageKeys = [
  triage('star', ['s'], 'star', 'Star the marked records, or the one under the cursor; again takes the star away.', {
    when: target,
    hint: 10,
  }),
  triage('reject', ['!'], 'reject', 'Reject them; again takes it back. -is:rejected filters them away.', {
    when: target,
  }),
  triage('note', ['N'], 'note', 'Write a note on them.', { when: target }),
  triage('tag', ['t'], 'tag', 'Tag them; where all have the tag, it is taken away.', { when: target }),
  triage(
    'delete-run',
    ['d'],
    'delete',
    'Delete the marked runs, or the one under the cursor, after a question; z restores.',
    {
      when: facts => (facts.deletable ? target(facts) : 'Only runs can be deleted, from the list of runs.'),
    },
  ),
] as const
