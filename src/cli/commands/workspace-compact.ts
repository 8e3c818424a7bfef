import { formatBytes, formatCount } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { careProgress } from '../output/care-progress.ts'
import { writeRecord } from '../output/write.ts'

export const addWorkspaceCompact: AddCommand = (workspace, context) => {
  workspace
    .command('compact')
    .summary(
      'move segments into the Parquet files, take deleted runs away for good, and write files anew that are in many pieces',
    )
    .addOption(jsonOption('what was done'))
    .action(async ({ json }: { json?: boolean }) => {
      const done = await (await context.engine()).care.compact(careProgress(context))
      if (json) return writeRecord(context, done)
      const { removed_runs, removed_files, checkpointed_runs, rewritten_files, bytes_before, bytes_after } = done
      if (removed_runs.length > 0)
        await context.write(`Took ${formatCount(removed_runs.length, 'deleted run')} away for good.\n`)
      if (removed_files.length > 0)
        await context.write(
          `Removed ${formatCount(removed_files.length, 'file')} of arrays and models that no record names.\n`,
        )
      await context.write(
        `Checkpointed ${formatCount(checkpointed_runs, 'run')} and wrote ${formatCount(rewritten_files.length, 'predictions file')} anew: ` +
          `${formatBytes(bytes_before)} before, ${formatBytes(bytes_after)} now.\n`,
      )
    })
}
