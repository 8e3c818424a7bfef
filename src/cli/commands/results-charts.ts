import { noCharts, resultChartTables } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { writeRecord, writeTable } from '../output/write.ts'

export const addResultsCharts: AddCommand = (results, context) => {
  results
    .command('charts')
    .summary('what the chart steps of its template ask for, as tables and numbers')
    .argument('<id>', 'id of the result')
    .addOption(jsonOption('the charts'))
    .action(async (id: string, { json }: { json?: boolean }) => {
      const engine = await context.engine()
      const charts = await engine.results.charts(id)
      if (json) return writeRecord(context, charts)
      if (charts.length === 0) return writeTable(context, noCharts)
      for (const [i, table] of charts.flatMap(resultChartTables).entries()) {
        if (i > 0) await context.write('\n')
        await writeTable(context, table, { title: true })
      }
    })
}
