import { Option } from 'commander'
import { type RunStatus, runStatuses, runsTable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { given, jsonOption, type Limit, limitOption } from '../options.ts'
import { writeListing } from '../output/write-listing.ts'

export const addRunsList: AddCommand = (runs, context) => {
  runs
    .command('list')
    .summary('list runs, newest first')
    .addOption(new Option('--status <status>', 'only runs in this state').choices(runStatuses))
    .addOption(limitOption())
    .addOption(jsonOption())
    .action(async ({ json, limit, status }: { json?: boolean; limit?: Limit; status?: RunStatus }) => {
      const engine = await context.engine()
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
