import { pairedComparisonTable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { writeRecord, writeTable } from '../output/write.ts'

export const addResultsCompare: AddCommand = (results, context) => {
  results
    .command('compare')
    .summary('hold results against the first: paired tests on the same samples')
    .argument('<id...>', 'ids of results of one dataset; the first is the baseline')
    .addOption(jsonOption('the comparison'))
    .action(async (ids: readonly string[], { json }: { json?: boolean }) => {
      const engine = await context.engine()
      const comparison = await engine.results.compare(ids)
      if (json) return writeRecord(context, comparison)
      await writeTable(context, pairedComparisonTable(comparison, { metrics: engine.metrics.list() }), { title: true })
      await context.write(`\n${comparison.verdict}\n`)
    })
}
