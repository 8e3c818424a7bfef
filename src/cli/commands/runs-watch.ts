import { printable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { progressStyle } from '../execute-run.ts'
import { exitCodes } from '../exit-codes.ts'
import { jsonOption } from '../options.ts'
import { createProgress } from '../output/progress.ts'
import { exitCodeOfRun, writeRunReport } from '../output/run-report.ts'
import { writeLine } from '../output/write.ts'

export const addRunsWatch: AddCommand = (runs, context) => {
  runs
    .command('watch')
    .summary('follow a run that any process executes, until it ends')
    .argument('<id>', 'id, or enough of its beginning or end; "latest" is the newest')
    .addOption(jsonOption('each event as one line'))
    .action(async (id: string, { json }: { json?: boolean }) => {
      const engine = await context.engine()
      const { id: run_id } = await engine.runs.get(id)
      const metrics = engine.metrics.list()
      const progress = createProgress({
        style: json ? 'none' : progressStyle(context, true),
        columns: context.terminal.columns,
        metrics,
        writeError: context.writeError,
      })
      const interruption = new AbortController()
      const stopListening = context.onInterrupt(() => interruption.abort())
      try {
        for await (const event of engine.runs.watch(run_id, { signal: interruption.signal })) {
          if (json) await writeLine(context, event)
          else progress.show(event)
        }
      } catch (error) {
        if (!(interruption.signal.aborted && error === interruption.signal.reason)) throw error
      } finally {
        progress.clear()
        stopListening()
      }
      const run = await engine.runs.get(run_id)
      if (interruption.signal.aborted) {
        context.note(`stopped watching; ${printable(run.name)} is ${run.status}`)
        return context.exitWith(exitCodes.interrupted)
      }
      context.exitWith(exitCodeOfRun(run))
      if (!json) await writeRunReport(context, { run, results: await engine.results.list({ run: run_id }), metrics })
    })
}
