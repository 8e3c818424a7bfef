import { formatCount, importTable, printable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { careProgress } from '../output/care-progress.ts'
import { writeRecord, writeTable } from '../output/write.ts'

export const addWorkspaceImport: AddCommand = (workspace, context) => {
  workspace
    .command('import')
    .summary('copy a workspace of the Python library into this one')
    .description(
      'Copy what a workspace of the Python library holds into this one, and tell what could not be carried. Nothing in SOURCE is changed; what has been copied before is not copied again.',
    )
    .argument('<source>', 'its folder, or the one above')
    .addOption(jsonOption('what was copied'))
    .action(async (source: string, { json }: { json?: boolean }) => {
      const done = await (await context.engine()).care.import(source, careProgress(context))
      if (json) return writeRecord(context, done)
      await writeTable(context, importTable(done))
      const lost = done.not_carried.map(
        ({ what, count, reason }) => `  ${count} ${printable(what)}: ${printable(reason)}\n`,
      )
      const results = done.runs.reduce((sum, run) => sum + run.results, 0)
      await context.write(
        `\nCopied ${formatCount(results, 'result')} of ${done.formats.map(printable).join('; ')}.\n${lost.length > 0 ? `Not carried:\n${lost.join('')}` : ''}`,
      )
    })
}
