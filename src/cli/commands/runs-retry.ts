import type { AddCommand } from '../context.ts'
import { type ExecutionOptions, executeRun } from '../execute-run.ts'
import { jsonOption, resourceOptions } from '../options.ts'

export const addRunsRetry: AddCommand = (runs, context) => {
  const command = runs
    .command('retry')
    .summary('execute the failed results of a run once more, and what it has not done yet')
    .argument('<id>', 'id, or enough of its beginning or end; "latest" is the newest')
    .option('--progress', 'lines of progress on standard error where it is not a terminal')
    .addOption(jsonOption('the run record with its results, as one line'))
    .action(async (id: string, flags: ExecutionOptions) => {
      await executeRun(context, flags, (engine, options) => engine.runs.retry(id, options))
    })
  for (const option of resourceOptions()) command.addOption(option)
}
