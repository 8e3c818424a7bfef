import { type MetricCard, metricColumns } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { textDetails } from '../output/text-details.ts'
import { writeRecord } from '../output/write.ts'

export const addMetricsShow: AddCommand = (metrics, context) => {
  metrics
    .command('show')
    .summary('show one metric: formula, direction, what other tools call it')
    .argument('<name>', 'name or any alias, such as f1')
    .addOption(jsonOption('the record'))
    .action(async (name: string, { json }: { json?: boolean }) => {
      const card: MetricCard = (await context.engine()).metrics.get(name)
      if (json) return writeRecord(context, card)
      const known = metricColumns.filter(column => column.value(card) !== null)
      await context.write(textDetails(known.map(({ label, text }) => [label, text(card)])))
    })
}
