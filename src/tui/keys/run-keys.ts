import { type KeyFacts, keysOf } from './binding.ts'

const run = keysOf('browse', 'Runs', { records: true })
const can = (verb: keyof KeyFacts['run']) => (facts: KeyFacts) => facts.run[verb] ?? true

export const runKeys = [
  run('new-run', ['n'], 'new run', 'Put a run together: templates, datasets, settings, review.', {
    hint: 9,
    records: false,
  }),
  run('pause-run', ['P'], 'pause / resume', 'Pause the run after the work at hand, or go on with a paused one.', {
    when: can('pause'),
    hint: 5,
  }),
  run('cancel-run', ['X'], 'cancel', 'Cancel the run after the work at hand; what is recorded stays.', {
    when: can('cancel'),
    hint: 6,
  }),
  run(
    'mend',
    ['R'],
    'repair / retry',
    'Datasets: look for the marked ones, or the one under the cursor, and repair them. Runs: compute the failed results once more.',
    { when: facts => facts.repairable || can('retry')(facts), hint: 6 },
  ),
  run('write-run', ['W'], 'write YAML', 'Write the run that is put together as a run file.', {
    when: can('write'),
    hint: 2,
  }),
  run(
    'detach-run',
    ['&'],
    'start in background',
    'Write the run file, and start it in a process that outlives the dashboard.',
    {
      when: can('write'),
      hint: 2,
    },
  ),
] as const
