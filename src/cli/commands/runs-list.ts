import { Option } from 'commander'
import { deletedRunsTable, type RunStatus, runStatuses, runsTable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { given, jsonOption, type Limit, limitOption } from '../options.ts'
import { writeListing } from '../output/write-listing.ts'

interface Flags {
  readonly json?: boolean
  readonly limit?: Limit
  readonly status?: RunStatus
  readonly deleted?: boolean
}

export const addRunsList: AddCommand = (runs, context) => {
  runs
    .command('list')
    .summary('list runs, newest first')
    .addOption(new Option('--status <status>', 'only runs in this state').choices(runStatuses))
    .option('--deleted', 'those that `runs restore` can bring back')
    .addOption(limitOption())
    .addOption(jsonOption())
    .action(async ({ json, limit, status, deleted }: Flags) => {
      const engine = await context.engine()
      if (deleted) {
        const records = (await engine.runs.deleted()).filter(run => status === undefined || run.status === status)
        return writeListing(context, { records, table: deletedRunsTable, json, limit, workspace: engine.workspace })
      }
      const records = await engine.runs.list(given({ status }))
      const metrics = engine.metrics.list()
      await writeListing(context, {
        records,
        table: shown => runsTable(shown, metrics),
        json,
        limit,
        workspace: engine.workspace,
      })
    })
}
