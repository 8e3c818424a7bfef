import { Option } from 'commander'
import { type MetricCard, metricsListTable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption, type Limit, limitOption } from '../options.ts'
import { writeListing } from '../output/write-listing.ts'

interface Flags {
  readonly task?: MetricCard['task']
  readonly json?: boolean
  readonly limit?: Limit
}

export const addMetricsList: AddCommand = (metrics, context) => {
  metrics
    .command('list')
    .summary('list metrics: name, which end is better, formula')
    .addOption(
      new Option('--task <task>', 'only those of quantities or classes').choices(['regression', 'classification']),
    )
    .addOption(limitOption('all'))
    .addOption(jsonOption())
    .action(async ({ task, json, limit = 'all' }: Flags) => {
      const all = (await context.engine()).metrics.list()
      const records = task ? all.filter(card => card.task === task) : all
      await writeListing(context, { records, table: metricsListTable, json, limit })
    })
}
