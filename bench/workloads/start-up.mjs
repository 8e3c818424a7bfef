import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { timesAsLong } from '../harness/goals.mjs'
import { nothingToCompare } from '../harness/interleave.mjs'
import { tecatorRun } from '../harness/runs.mjs'
import { bareNode, command, processSide, root } from '../harness/side.mjs'

const bare = 'node -e 0'

export const version = {
  name: 'version',
  title: '`n4a --version`, whole process',
  rounds: 25,
  compare: nothingToCompare,
  groups: () => [
    { label: 'n4a', ours: true, sides: [processSide('', () => [command, '--version'])] },
    { label: bare, sides: [bareNode()] },
  ],
  goals: [timesAsLong('n4a', bare, 2)],
}

export const listing = {
  name: 'results-list',
  title: '`n4a results list --json` of 228 results, whole process',
  rounds: 25,
  compare: ([ours]) => {
    if (ours.answer[0] !== 228) throw new Error(`Listed ${ours.answer[0]} results, not 228`)
    return null
  },
  groups: scratch => {
    const workspace = join(scratch, 'listing')
    const run = tecatorRun(scratch, {
      name: 'listing',
      pipeline: [
        { _or_: [null, 'SNV', 'MSC'] },
        { model: { class: 'PLSRegression', params: { n_components: { _range_: [1, 19] } } } },
      ],
      targets: ['fat', 'protein', 'moisture'],
      more: [[{ model: { class: 'Ridge', params: { alpha: { _log_range_: [0.001, 1000, 19] } } } }]],
    })
    const { status, stderr } = spawnSync(process.execPath, [command, 'run', run, '--workspace', workspace], {
      cwd: root,
    })
    if (status !== 0) throw new Error(String(stderr))
    const args = [command, 'results', 'list', '--json', '--workspace', workspace]
    return [
      {
        label: 'n4a',
        ours: true,
        sides: [processSide('', () => args, { answer: listed => [JSON.parse(listed).length] })],
      },
      { label: bare, sides: [bareNode()] },
    ]
  },
  goals: [timesAsLong('n4a', bare, 4)],
}
