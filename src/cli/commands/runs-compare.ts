import { runComparisonTables } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { writeRecord } from '../output/write.ts'
import { writeDisplays } from '../output/write-displays.ts'

export const addRunsCompare: AddCommand = (runs, context) => {
  runs
    .command('compare')
    .summary('hold runs against the first: what differs in their settings, and their best results on each dataset')
    .argument('<id...>', 'ids of runs; the first is the baseline')
    .addOption(jsonOption('the comparison'))
    .action(async (ids: readonly string[], { json }: { json?: boolean }) => {
      const engine = await context.engine()
      const comparison = await engine.runs.compare(ids)
      if (json) return writeRecord(context, comparison)
      await writeDisplays(context, runComparisonTables(comparison, engine.metrics.list()))
    })
}
