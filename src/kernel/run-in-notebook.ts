import type { Engine, RunOptions, RunRecord } from '../core/index.ts'
import { interruptible } from './interruption.ts'
import type { NotebookRunOptions } from './kernel.ts'
import { liveProgress } from './live-progress.ts'

type Options = Omit<NotebookRunOptions, 'datasets'>

/** Start or resume a run with progress on the screen. An interrupt pauses the run, so that what is done is kept. */
export async function runInNotebook(
  engine: Engine,
  execute: (options: RunOptions) => Promise<RunRecord>,
  { progress: wanted = true, signal, onEvent }: Options,
): Promise<RunRecord> {
  return interruptible(async interrupted => {
    const progress = wanted ? liveProgress({ metrics: engine.metrics.list() }) : null
    const run = await execute({
      signal: interrupted,
      onEvent: event => {
        progress?.onEvent(event)
        onEvent?.(event)
      },
    })
    await progress?.finish(run)
    return run
  }, signal)
}

/**
 * Follow a run that any process executes, until it ends. An interrupt stops looking, not the run.
 * @throws UnknownRecord
 */
export async function attachInNotebook(
  engine: Engine,
  id: string,
  { progress: wanted = true, signal, onEvent }: Options,
): Promise<RunRecord> {
  return interruptible(async interrupted => {
    const progress = wanted ? liveProgress({ metrics: engine.metrics.list() }) : null
    for await (const event of engine.runs.watch(id, { signal: interrupted })) {
      progress?.onEvent(event)
      onEvent?.(event)
    }
    const run = await engine.runs.get(id)
    await progress?.finish(run)
    return run
  }, signal)
}
