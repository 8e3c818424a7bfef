import { join } from 'node:path'
import { leaderboardTable, printable, type RunPreview, type RunRecord } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { executeRun } from '../execute-run.ts'
import { commandLine } from '../output/run-report.ts'
import { writeTable } from '../output/write.ts'
import { packageRoot } from '../package-root.ts'

const runFile = join(packageRoot, 'examples', 'tecator', 'run.yaml')

/** The same run as the shipped file asks for today. */
const isDemo = (run: RunRecord, asked: RunPreview) =>
  run.name === asked.name &&
  run.total_results === asked.total_results &&
  run.datasets.map(({ name }) => name).join() === asked.datasets.join()

export const addDemo: AddCommand = (program, context) => {
  program
    .command('demo')
    .summary('run the shipped example on Tecator meat spectra, then look around')
    .description('Run the shipped example (fat and protein of meat, Tecator) and open the dashboard on it.')
    .option('--no-tui', 'without the dashboard')
    .action(async ({ tui }: { tui: boolean }) => {
      const { terminal, write } = context
      const engine = await context.engine()
      const request = await engine.runs.read([runFile])
      const asked = await engine.runs.preview(request)
      const earlier = (await engine.runs.list()).filter(run => isDemo(run, asked))
      const done = earlier.find(({ status }) => status === 'completed')
      const stopped = earlier.find(({ status, live }) => status === 'paused' || (status === 'running' && !live))
      if (done) {
        await write(`The demo run is in ${printable(context.workspace())} already: ${done.id}\n\n`)
        const results = await engine.results.list({ run: done.id })
        await writeTable(context, leaderboardTable(results, { metrics: engine.metrics.list() }), { title: true })
        await write(`\n  ${commandLine('n4a tui', context.workspace())}  look around in the dashboard\n`)
      } else {
        const run = await executeRun(context, {}, ({ runs }, options) =>
          stopped ? runs.resume(stopped.id, options) : runs.start(request, options),
        )
        if (run?.status !== 'completed') return
      }
      if (tui && terminal.input && terminal.output) {
        await context.runDashboard({ engine, workspace: engine.workspace, fresh: true })
      }
    })
}
