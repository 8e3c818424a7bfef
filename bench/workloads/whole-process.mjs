import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { megabytesAtMost, perSecondAtLeast, secondsAtMost } from '../harness/goals.mjs'
import { nothingToCompare } from '../harness/interleave.mjs'
import { distinctPipelines, eightyPipelines, tecatorRun } from '../harness/runs.mjs'
import { bareNode, command, processSide } from '../harness/side.mjs'

const ours = '`n4a run`, everything stored'

/** `n4a run` as a process, into a workspace that is not there yet. */
export function wholeRun(scratch, name, pipeline, config, flags = []) {
  const file = tecatorRun(scratch, { name, pipeline, config })
  const workspace = join(scratch, `${name}-workspace`)
  return processSide(
    flags.join(' '),
    () => {
      rmSync(workspace, { recursive: true, force: true })
      return [command, 'run', file, '--workspace', workspace, '--json', ...flags]
    },
    {
      answer: stdout => JSON.parse(stdout.trim().split('\n').at(-1)).results.map(({ best_score }) => best_score),
      memory: true,
    },
  )
}

export const eighty = {
  name: 'eighty',
  title: '80 pipelines × 5 folds on Tecator fat, whole process (18 s for the Python library)',
  rounds: 11,
  compare: nothingToCompare,
  groups: scratch => [
    { label: ours, ours: true, sides: [wholeRun(scratch, 'eighty', eightyPipelines, { refit: 'best' })] },
    { label: 'node -e 0', sides: [bareNode()] },
  ],
  goals: [secondsAtMost(ours, 0.5)],
}

const count = 10_000

export const distinct = {
  name: 'distinct',
  title: '10,000 distinct pipelines (no families) × 5 folds on Tecator fat, whole process',
  rounds: 2,
  warmUp: 0,
  compare: nothingToCompare,
  groups: scratch => [
    { label: ours, ours: true, sides: [wholeRun(scratch, 'distinct', distinctPipelines(count), { refit: 'none' })] },
  ],
  goals: [perSecondAtLeast(ours, count, 500), megabytesAtMost(ours, 600)],
}
