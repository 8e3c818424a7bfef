import type { Engine, RunOptions, RunRecord } from '../core/index.ts'
import type { CommandContext } from './context.ts'
import { exitCodes } from './exit-codes.ts'
import { given } from './options.ts'
import { createProgress, type ProgressStyle } from './output/progress.ts'
import { commandLine, exitCodeOfRun, writeRunReport } from './output/run-report.ts'
import { writeLine } from './output/write.ts'

export interface ExecutionOptions {
  readonly json?: boolean
  readonly progress?: boolean
  readonly workers?: number
  readonly maxMemory?: number
}

export function progressStyle({ terminal }: CommandContext, asked: boolean | undefined): ProgressStyle {
  if (terminal.errors) return 'live'
  return asked ? 'sparse' : 'none'
}

/**
 * Execute a run (new or resumed) in this process, tell of its progress and print what came of it. The first Ctrl-C pauses
 * it after the work at hand, the second one leaves at once; either way it can be resumed.
 */
export async function executeRun(
  context: CommandContext,
  { json, progress: asked, workers, maxMemory: max_memory }: ExecutionOptions,
  execute: (engine: Engine, options: RunOptions) => Promise<RunRecord>,
): Promise<RunRecord | undefined> {
  const engine = await context.engine()
  const metrics = engine.metrics.list()
  const progress = createProgress({
    style: progressStyle(context, asked),
    columns: context.terminal.columns,
    metrics,
    writeError: context.writeError,
  })
  const interruption = new AbortController()
  const pausedText = (id: string) => `paused; resume with: ${commandLine(`n4a runs resume ${id}`, context.workspace())}`
  let id: string | undefined
  const stopListening = context.onInterrupt(() => {
    if (interruption.signal.aborted) {
      progress.note(id ? pausedText(id) : 'stopped')
      context.quit(exitCodes.interrupted)
      return
    }
    interruption.abort()
    if (context.terminal.errors) progress.note('Pausing after the work at hand; Ctrl-C again stops at once.')
  })
  const onEvent: NonNullable<RunOptions['onEvent']> = event => {
    if (event.type === 'run') id = event.run.id
    progress.show(event)
  }
  try {
    const run = await execute(engine, { signal: interruption.signal, onEvent, ...given({ workers, max_memory }) })
    progress.clear()
    context.exitWith(exitCodeOfRun(run))
    const results = await engine.results.list({ run: run.id })
    if (json) await writeLine(context, { ...run, results })
    else await writeRunReport(context, { run, results, metrics })
    if (run.status === 'paused') context.note(pausedText(run.id))
    return run
  } catch (error) {
    progress.clear()
    if (!(interruption.signal.aborted && error === interruption.signal.reason)) throw error
    context.note('stopped before the run began; nothing was stored')
    context.exitWith(exitCodes.interrupted)
    return undefined
  } finally {
    stopListening()
  }
}
