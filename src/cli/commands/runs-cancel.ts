import { printable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { writeRecord } from '../output/write.ts'

export const addRunsCancel: AddCommand = (runs, context) => {
  runs
    .command('cancel')
    .summary('end a run for good; its results stay')
    .argument('<id>', 'id, or enough of its beginning or end; "latest" is the newest')
    .addOption(jsonOption('the record'))
    .action(async (id: string, { json }: { json?: boolean }) => {
      const run = await (await context.engine()).runs.cancel(id)
      if (json) return writeRecord(context, run)
      await context.write(
        `${printable(run.name)} is ${run.status}; ${run.completed_results} of ${run.total_results} results are stored.\n`,
      )
    })
}
