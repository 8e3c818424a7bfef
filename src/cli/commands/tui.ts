import { UnsupportedRequest } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { askedPlace, pageWords } from './tui-page.ts'

interface TuiOptions {
  readonly run?: readonly string[]
  readonly where?: string
  readonly fresh?: boolean
}

export const addTui: AddCommand = (program, context) => {
  program
    .command('tui')
    .summary('look around in the full-screen dashboard')
    .description(
      'The full-screen dashboard, by keyboard: runs, results, predictions, charts. `?` helps, `q` quits. ' +
        '`n4a tui results` begins with that page, `n4a tui result ID` with that record.',
    )
    .argument('[workspace]', `as --workspace; or a page: ${pageWords.join(', ')}`)
    .argument('[id]', 'of the record of that page')
    .option('--where <filter>', 'begin with this filter on the list')
    .option('--fresh', 'begin at Home, not where you left off')
    .option('--run <file...>', 'execute this run file (or template files) and watch it')
    .action(async (first: string | undefined, id: string | undefined, { run, where, fresh }: TuiOptions) => {
      const { terminal } = context
      if (!terminal.input || !terminal.output) {
        throw UnsupportedRequest({
          what: 'Opening the dashboard',
          reason: `standard ${terminal.input ? 'output' : 'input'} is not a terminal`,
          instead: 'Start it in a terminal (over SSH: `ssh -t host n4a tui`), or use `n4a results list`.',
        })
      }
      const page = first !== undefined && pageWords.includes(first) ? first : undefined
      if (page === undefined && (id !== undefined || where !== undefined)) {
        throw UnsupportedRequest({
          what: `Opening ${id === undefined ? 'with a filter' : `${first} ${id}`}`,
          reason: 'no page is named',
          instead: `Name one of ${pageWords.join(', ')}; the workspace is given with --workspace then.`,
        })
      }
      const engine = await context.engine(page === undefined ? first : undefined)
      const request = run && (await engine.runs.read(run))
      const place = page === undefined ? undefined : await askedPlace(engine, { page, id, where })
      await context.runDashboard({
        engine,
        workspace: engine.workspace,
        ...(request ? { request } : {}),
        ...(place ? { place } : {}),
        ...(fresh ? { fresh } : {}),
      })
    })
}
