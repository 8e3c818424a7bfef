import { Option } from 'commander'
import { type Aggregation, aggregatedTable, aggregations, labelledArrays, type Partition } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { given, jsonOption, partitionOption, whereOption } from '../options.ts'
import { writeRecord, writeTable } from '../output/write.ts'

interface Flags {
  readonly by?: Aggregation
  readonly where?: string
  readonly run?: string
  readonly result?: string
  readonly partition?: Partition
  readonly dataset?: string
  readonly json?: boolean
}

const afterHelp = `
Fold models are aggregated without the averages (avg, w_avg) and the refit (final) beside them, which are named under
"left_out". "weighted" weighs by validation scores. Predictions must be of one partition: --partition test.`

export const addPredictionsAggregate: AddCommand = (predictions, context) => {
  predictions
    .command('aggregate')
    .summary('several predictions as one: over the folds of a result, or over results')
    .argument('[id...]', 'ids of predictions; without any, all that the options choose')
    .addOption(new Option('--by <how>', 'how values of one sample become one (default: mean)').choices(aggregations))
    .addOption(whereOption())
    .option('--run <id>', 'only of this run')
    .option('--result <id>', 'only of this result')
    .option('--dataset <name>', 'only on this dataset')
    .addOption(partitionOption())
    .addOption(jsonOption('the aggregated prediction with its arrays'))
    .addHelpText('after', afterHelp)
    .action(async (ids: readonly string[], { by, json, ...query }: Flags) => {
      const engine = await context.engine()
      const chosen = ids.length > 0 ? ids : (await engine.predictions.list(given(query))).map(({ id }) => id)
      const aggregated = await engine.predictions.aggregate(chosen, given({ by }))
      if (json) return writeRecord(context, { ...aggregated, ...labelledArrays(aggregated) })
      await writeTable(context, aggregatedTable(aggregated, engine.metrics.list()), { title: true })
    })
}
