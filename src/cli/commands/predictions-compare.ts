import { predictionComparisonTables } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { writeRecord } from '../output/write.ts'
import { writeDisplays } from '../output/write-displays.ts'

export const addPredictionsCompare: AddCommand = (predictions, context) => {
  predictions
    .command('compare')
    .summary('hold predictions against the first: what differs, their scores, and a paired test on the same samples')
    .argument('<id...>', 'ids of predictions; the first is the baseline')
    .addOption(jsonOption('the comparison'))
    .action(async (ids: readonly string[], { json }: { json?: boolean }) => {
      const engine = await context.engine()
      const comparison = await engine.predictions.compare(ids)
      if (json) return writeRecord(context, comparison)
      await writeDisplays(context, predictionComparisonTables(comparison, engine.metrics.list()))
    })
}
