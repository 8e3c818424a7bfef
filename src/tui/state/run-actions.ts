import { hostname } from 'node:os'
import { formatCount, printable, type RunRecord, runState } from '../../core/index.ts'
import type { KeyFacts } from '../keys.ts'
import type { Desk } from './desk.ts'
import { ask, confirm } from './dialog.ts'

function selectedRun(desk: Desk): RunRecord | undefined {
  const { screen, load, list, level } = desk.page()
  return load.ready ? screen.run?.(load.data, list?.items[level.list.cursor]) : undefined
}

const under = ['running', 'queued']
const waiting = ['paused', 'interrupted', 'failed']

/** Why the keys for runs are off here; null where they are not. */
export function runFacts(desk: Desk): KeyFacts['run'] {
  const { screen } = desk.page()
  const write = screen.request ? null : 'A new run is written at its review; n begins one.'
  const run = selectedRun(desk)
  if (!run) {
    const none = 'There is no run under the cursor.'
    return { pause: none, cancel: none, retry: none, write }
  }
  if (run.foreign) {
    const foreign = 'This run is kept by another program.'
    return { pause: foreign, cancel: foreign, retry: foreign, write }
  }
  const state = runState(run)
  const is = `The run is ${state}.`
  return {
    pause: [...under, ...waiting].includes(state) ? null : is,
    cancel: [...under, 'paused'].includes(state) ? null : is,
    retry: under.includes(state) ? is : run.failed_results > 0 ? null : 'No result of the run has failed.',
    write,
  }
}

/** Wait for what was asked of the engine, and say what came of it. */
function told(desk: Desk, work: Promise<unknown>, done: string) {
  work.then(
    () => {
      desk.say(done, 'good')
      void desk.live.refresh()
      void desk.readAnew()
    },
    (error: unknown) => desk.say(error instanceof Error ? error.message.split('\n')[0]! : String(error), 'bad'),
  )
}

export function pauseOrResume(desk: Desk) {
  const run = selectedRun(desk)
  if (!run) return
  const name = printable(run.name)
  if (!under.includes(runState(run))) {
    return confirm(desk, `Go on with ${name} in this dashboard (${left(run)})?`, () => desk.execute({ resume: run.id }))
  }
  confirm(desk, `Pause ${name} after the work at hand?`, () =>
    told(desk, desk.engine.runs.pause(run.id), `${name} pauses; P goes on with it.`),
  )
}

const left = ({ total_results, completed_results, failed_results }: RunRecord) =>
  `${formatCount(Math.max(0, total_results - completed_results - failed_results), 'result')} to do`

export function cancelRun(desk: Desk) {
  const run = selectedRun(desk)
  if (!run) return
  const name = printable(run.name)
  confirm(desk, `Cancel ${name} for good (${left(run)})? What is recorded stays.`, () =>
    told(desk, desk.engine.runs.cancel(run.id), `${name} is cancelled.`),
  )
}

export function retryRun(desk: Desk) {
  const run = selectedRun(desk)
  if (!run) return
  const failed = formatCount(run.failed_results, 'failed result')
  confirm(desk, `Compute ${failed} of ${printable(run.name)} once more?`, () => desk.execute({ retry: run.id }))
}

/** Ask for a path, write the run file there, and do the rest with it. */
export function writeRun(desk: Desk, then?: (path: string) => void) {
  const { screen, load } = desk.page()
  const request = load.ready ? screen.request?.(load.data) : undefined
  if (!request) return
  ask(desk, 'Write the run file to', 'run.yaml', text => {
    if (text === '') return 'A path is needed.'
    const written = desk.engine.runs.write(request, text)
    written.then(
      ({ path }) => {
        desk.say(`Written: ${path}`, 'good')
        then?.(path!)
      },
      (error: unknown) => desk.say(error instanceof Error ? error.message.split('\n')[0]! : String(error), 'bad'),
    )
    return null
  })
}

export const detachRun = (desk: Desk) =>
  writeRun(desk, path => {
    try {
      const { log, pid } = desk.host.detach(path)
      desk.logs.add({ path: log, file: path, pid, host: hostname(), started_at: new Date().toISOString() })
      desk.say(`Started in a process of its own; 8 shows it among the jobs, and what it prints from ${log}.`, 'good')
    } catch (error) {
      desk.say(`Written, but not started: ${error instanceof Error ? error.message : String(error)}`, 'bad')
    }
  })
