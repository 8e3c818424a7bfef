import { formatCount, printable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { writeRecord } from '../output/write.ts'

export const addRunsDelete: AddCommand = (runs, context) => {
  runs
    .command('delete')
    .summary(
      'take runs out of sight, with their results and predictions; `runs restore` brings them back until a compaction',
    )
    .argument('<id...>', 'id, or enough of its beginning or end; "latest" is the newest')
    .addOption(jsonOption('what was deleted'))
    .action(async (ids: readonly string[], { json }: { json?: boolean }) => {
      const deleted = await (await context.engine()).runs.delete(ids)
      if (json) return writeRecord(context, deleted)
      for (const { id, name, results, predictions, stored_models } of deleted) {
        const held = [
          formatCount(results, 'result'),
          formatCount(predictions, 'prediction'),
          ...(stored_models > 0 ? [formatCount(stored_models, 'stored model')] : []),
        ].join(', ')
        await context.write(
          `Deleted ${printable(name)} (${held}). Until \`n4a workspace compact\`, \`n4a runs restore ${printable(id)}\` brings it back.\n`,
        )
      }
    })
}
