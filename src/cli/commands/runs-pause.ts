import { printable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { commandLine } from '../output/run-report.ts'
import { writeRecord } from '../output/write.ts'

export const addRunsPause: AddCommand = (runs, context) => {
  runs
    .command('pause')
    .summary('ask whoever executes a run to stop after the work at hand')
    .argument('<id>', 'id, or enough of its beginning or end; "latest" is the newest')
    .addOption(jsonOption('the record'))
    .action(async (id: string, { json }: { json?: boolean }) => {
      const run = await (await context.engine()).runs.pause(id)
      if (json) return writeRecord(context, run)
      await context.write(
        `${printable(run.name)} is ${run.status}; resume with: ${commandLine(`n4a runs resume ${run.id}`, context.workspace())}\n`,
      )
    })
}
