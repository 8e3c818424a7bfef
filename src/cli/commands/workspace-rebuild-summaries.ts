import { formatCount, printable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { careProgress } from '../output/care-progress.ts'
import { writeRecords } from '../output/write.ts'

export const addWorkspaceRebuildSummaries: AddCommand = (workspace, context) => {
  workspace
    .command('rebuild-summaries')
    .summary('count predictions files anew whose summary is missing or wrong')
    .addOption(jsonOption('a record for each file that was changed'))
    .action(async ({ json }: { json?: boolean }) => {
      const rebuilt = await (await context.engine()).care.rebuildSummaries(careProgress(context))
      if (json) return writeRecords(context, rebuilt)
      for (const { path, num_rows, reason } of rebuilt) {
        await context.write(
          `${printable(path)}: ${printable(reason)}; counted ${formatCount(num_rows, 'prediction')}.\n`,
        )
      }
      if (rebuilt.length === 0)
        await context.write('Every predictions file has a summary that fits; nothing was changed.\n')
    })
}
