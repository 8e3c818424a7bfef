import { facetsTable, type Partition } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { given, jsonOption, partitionOption, viewOption, whereOption } from '../options.ts'
import { writeRecords, writeTable } from '../output/write.ts'

interface Flags {
  readonly view?: string
  readonly where?: string
  readonly run?: string
  readonly result?: string
  readonly dataset?: string
  readonly partition?: Partition
  readonly json?: boolean
}

export const addPredictionsFacets: AddCommand = (predictions, context) => {
  predictions
    .command('facets')
    .summary('count the predictions that have each value of a field, with their best and median score')
    .argument('<field...>', 'such as partition, fold, model, preprocessing')
    .addOption(viewOption())
    .addOption(whereOption())
    .option('--run <id>', 'only of this run')
    .option('--result <id>', 'only of this result')
    .option('--dataset <name>', 'only on this dataset')
    .addOption(partitionOption())
    .addOption(jsonOption())
    .action(async (fields: readonly string[], { json, ...query }: Flags) => {
      const engine = await context.engine()
      const facets = await engine.predictions.facets(fields, given(query))
      if (json) return writeRecords(context, facets)
      await writeTable(context, facetsTable(facets, engine.metrics.list()))
    })
}
