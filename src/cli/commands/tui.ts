import { UnsupportedRequest } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'

export const addTui: AddCommand = (program, context) => {
  program
    .command('tui')
    .summary('look around in the full-screen dashboard')
    .description('The full-screen dashboard, by keyboard: runs, results, predictions, charts. `?` helps, `q` quits.')
    .argument('[workspace]', 'as --workspace')
    .option('--run <file...>', 'execute this run file (or template files) and watch it')
    .action(async (folder: string | undefined, { run }: { run?: readonly string[] }) => {
      const { terminal } = context
      if (!terminal.input || !terminal.output) {
        throw UnsupportedRequest({
          what: 'Opening the dashboard',
          reason: `standard ${terminal.input ? 'output' : 'input'} is not a terminal`,
          instead: 'Start it in a terminal (over SSH: `ssh -t host n4a tui`), or use `n4a results list`.',
        })
      }
      const engine = await context.engine(folder)
      const request = run && (await engine.runs.read(run))
      await context.runDashboard({ engine, workspace: engine.workspace, ...(request ? { request } : {}) })
    })
}
