import { printable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { writeRecord } from '../output/write.ts'

export const addRunsRestore: AddCommand = (runs, context) => {
  runs
    .command('restore')
    .summary('bring a deleted run back as it was')
    .argument('<id>', 'id of a deleted run, or enough of its beginning or end; "latest" is the one deleted last')
    .addOption(jsonOption('the record'))
    .action(async (id: string, { json }: { json?: boolean }) => {
      const run = await (await context.engine()).runs.restore(id)
      if (json) return writeRecord(context, run)
      await context.write(
        `${printable(run.name)} is back, ${run.status}: ${run.completed_results} of ${run.total_results} results are stored.\n`,
      )
    })
}
