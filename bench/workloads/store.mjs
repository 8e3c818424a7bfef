import { join } from 'node:path'
import { megabytesAtMost, perSecondAtLeast, secondsAtMost, timesAsFast, timesAsLong } from '../harness/goals.mjs'
import { nothingToCompare, sameNumbers } from '../harness/interleave.mjs'
import { n4aSide } from '../harness/side.mjs'

const side = (task, path, more = {}) => n4aSide('', 'store', { task, path, ...more }, ['--expose-gc'])

const small = { runs: 10, datasets: 200, results: 4 }
const large = { runs: 10, datasets: 200, results: 34 }
const smallPath = scratch => join(scratch, 'store-120k')
const largePath = scratch => join(scratch, 'store-1m')

const bare = 'open and read of the tails'

export const summaries = {
  name: 'store-summaries',
  title: 'Summaries of 200 predictions files, changed since the last look',
  rounds: 15,
  compare: sameNumbers(0),
  groups: scratch => [
    { label: 'n4a', ours: true, sides: [side('summaries', smallPath(scratch), { made: small })] },
    { label: bare, sides: [side('bare-tails', smallPath(scratch))] },
  ],
  goals: [timesAsLong('n4a', bare, 2)],
}

export const unchanged = {
  name: 'store-unchanged',
  title: 'The same, nothing changed since',
  rounds: 25,
  compare: sameNumbers(0),
  groups: scratch => [
    { label: 'n4a', ours: true, sides: [side('unchanged', smallPath(scratch), { made: small })] },
    { label: bare, sides: [side('bare-tails', smallPath(scratch))] },
  ],
  goals: [timesAsLong('n4a', bare, 0.15)],
}

const oneByOne = 'one after the other'

export const latency = {
  name: 'store-latency',
  title: 'Footers of 200 files, each read 3 ms away',
  rounds: 5,
  compare: sameNumbers(0),
  groups: scratch => [
    { label: 'n4a', ours: true, sides: [side('slow-together', smallPath(scratch), { made: small })] },
    { label: oneByOne, sides: [side('slow-one-by-one', smallPath(scratch))] },
  ],
  goals: [timesAsFast('n4a', oneByOne, 8)],
}

export const firstScreen = {
  name: 'store-first-screen',
  title: "First screen's data: 10 runs, 120,000 predictions in 200 files, in the process",
  rounds: 15,
  compare: nothingToCompare,
  groups: scratch => [{ label: 'n4a', ours: true, sides: [side('first-screen', smallPath(scratch), { made: small })] }],
  goals: [secondsAtMost('n4a', 0.06)],
}

export const record = {
  name: 'store-record',
  title: 'Recording 100 results (15 predictions × 100 samples), each durable before the next',
  rounds: 7,
  compare: nothingToCompare,
  groups: scratch => [{ label: 'n4a', ours: true, sides: [side('record', smallPath(scratch), { made: small })] }],
  goals: [perSecondAtLeast('n4a', 100, 300)],
}

export const firstPage = {
  name: 'store-first-page',
  title: 'Page of 50 out of 1,020,000 predictions, filtered and sorted, files changed since',
  rounds: 7,
  compare: nothingToCompare,
  groups: scratch => [{ label: 'n4a', ours: true, sides: [side('first-page', largePath(scratch), { made: large })] }],
  goals: [secondsAtMost('n4a', 0.4), megabytesAtMost('n4a', 400)],
}

export const nextPage = {
  name: 'store-next-page',
  title: 'The next page of them',
  rounds: 15,
  compare: nothingToCompare,
  groups: scratch => [{ label: 'n4a', ours: true, sides: [side('next-page', largePath(scratch), { made: large })] }],
  goals: [secondsAtMost('n4a', 0.06)],
}

export const imported = {
  name: 'store-import',
  title: '1,020,000 predictions recorded and checkpointed, with their arrays',
  rounds: 1,
  compare: nothingToCompare,
  groups: scratch => [{ label: 'n4a', ours: true, sides: [side('import', join(scratch, 'store-import'))] }],
  goals: [secondsAtMost('n4a', 30)],
}

export const results = {
  name: 'store-results',
  title: 'Listing 10,000 results, in the process',
  rounds: 9,
  compare: nothingToCompare,
  groups: scratch => {
    const made = { runs: 10, datasets: 10, results: 100 }
    return [{ label: 'n4a', ours: true, sides: [side('results', join(scratch, 'store-10k'), { made })] }]
  },
  goals: [secondsAtMost('n4a', 0.08)],
}

export const pipelines = {
  name: 'store-pipelines',
  title: 'Reading expanded_pipelines.yaml of 10,000 pipelines',
  rounds: 9,
  compare: nothingToCompare,
  groups: scratch => [
    { label: 'n4a', ours: true, sides: [side('pipelines', join(scratch, 'store-pipelines'), { pipelines: 10_000 })] },
  ],
  goals: [secondsAtMost('n4a', 0.25)],
}
