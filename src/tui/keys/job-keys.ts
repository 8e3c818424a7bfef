import { keysOf } from './binding.ts'

const job = keysOf('browse', 'Jobs and logs', { records: true })

export const jobKeys = [
  job(
    'follow',
    ['f'],
    'follow / failures',
    'Logs: stay at the end while lines come. Runs: the failed results of the run.',
    {
      when: ({ noFollowing }) => noFollowing ?? true,
      hint: 7,
    },
  ),
  job('pager', ['E'], 'open in $PAGER', 'Show the whole log in your own pager; the dashboard comes back as it was.', {
    when: ({ hasFile }) => hasFile || 'There is no log here.',
    hint: 8,
  }),
] as const
