import { formatCount, printable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { writeRecord } from '../output/write.ts'
import { type CheckFlags, checkProgress, checkRequest, searchOption, writeChecks } from '../output/write-checks.ts'

export const addDatasetsSync: AddCommand = (datasets, context) => {
  datasets
    .command('sync')
    .summary('register every dataset that the runs name, count their use anew, and check them')
    .addOption(searchOption())
    .option('--full', 'read every file whole rather than trust its size and time of change')
    .addOption(jsonOption('what was added, corrected and found'))
    .action(async (flags: CheckFlags) => {
      const engine = await context.engine()
      const done = await engine.datasets.sync({ ...checkRequest(flags), onProgress: checkProgress(context) })
      if (flags.json) return writeRecord(context, done)
      await writeChecks(context, done.checks, flags)
      const { runs, added, corrected } = done
      for (const { id, run_count_before, run_count, versions_added } of corrected) {
        const versions = versions_added > 0 ? `; ${formatCount(versions_added, 'version')} added` : ''
        await context.write(`${printable(id)}: runs ${run_count_before} → ${run_count}${versions}\n`)
      }
      await context.write(
        `${formatCount(runs, 'run')} read; ${formatCount(added.length, 'dataset')} added, ${corrected.length} corrected.\n`,
      )
    })
}
