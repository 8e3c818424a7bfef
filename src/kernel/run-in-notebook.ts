import process from 'node:process'
import { setImmediate } from 'node:timers/promises'
import type { Engine, RunOptions, RunRecord } from '../core/index.ts'
import type { NotebookRunOptions } from './kernel.ts'
import { liveProgress } from './live-progress.ts'

/**
 * Start or resume a run with progress on the screen. An interrupt (Ctrl-C, the notebook's stop button) pauses the run,
 * so that what is done is kept; a second one does what it always does.
 */
export async function runInNotebook(
  engine: Engine,
  execute: (options: RunOptions) => Promise<RunRecord>,
  { progress: wanted = true, signal, onEvent }: Omit<NotebookRunOptions, 'datasets'>,
): Promise<RunRecord> {
  // tslab starts a cell with Node's breakOnSigint, which ends with the signal's default action in place: a listener added
  // before the cell has given way would be ignored, and an interrupt would kill the kernel.
  await setImmediate()
  const progress = wanted ? liveProgress({ metrics: engine.metrics.list() }) : null
  const interruption = new AbortController()
  const interrupt = () => interruption.abort()
  process.once('SIGINT', interrupt)
  try {
    const run = await execute({
      signal: signal ? AbortSignal.any([signal, interruption.signal]) : interruption.signal,
      onEvent: event => {
        progress?.onEvent(event)
        onEvent?.(event)
      },
    })
    await progress?.finish(run)
    return run
  } finally {
    process.removeListener('SIGINT', interrupt)
  }
}

/**
 * Follow a run that any process executes, until it ends. An interrupt stops looking, not the run.
 * @throws UnknownRecord
 */
export async function attachInNotebook(
  engine: Engine,
  id: string,
  { progress: wanted = true, signal, onEvent }: Omit<NotebookRunOptions, 'datasets'>,
): Promise<RunRecord> {
  await setImmediate()
  const progress = wanted ? liveProgress({ metrics: engine.metrics.list() }) : null
  const interruption = new AbortController()
  const interrupt = () => interruption.abort()
  process.once('SIGINT', interrupt)
  try {
    const both = signal ? AbortSignal.any([signal, interruption.signal]) : interruption.signal
    for await (const event of engine.runs.watch(id, { signal: both })) {
      progress?.onEvent(event)
      onEvent?.(event)
    }
    const run = await engine.runs.get(id)
    await progress?.finish(run)
    return run
  } finally {
    process.removeListener('SIGINT', interrupt)
  }
}
