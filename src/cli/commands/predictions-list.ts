import { type Partition, predictionsTable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import {
  jsonOption,
  type Limit,
  limitOption,
  offsetOption,
  partitionOption,
  sortOption,
  viewOption,
  whereOption,
} from '../options.ts'
import { cutQuery, writePage } from '../output/write-listing.ts'

interface Flags {
  readonly view?: string
  readonly where?: string
  readonly sort?: string
  readonly run?: string
  readonly result?: string
  readonly partition?: Partition
  readonly dataset?: string
  readonly offset?: number
  readonly limit?: Limit
  readonly json?: boolean
}

export const addPredictionsList: AddCommand = (predictions, context) => {
  predictions
    .command('list')
    .summary('list predictions: one for each partition of each fold of each result')
    .addOption(viewOption())
    .addOption(whereOption())
    .addOption(sortOption())
    .option('--run <id>', 'only of this run')
    .option('--result <id>', 'only of this result')
    .option('--dataset <name>', 'only on this dataset')
    .addOption(partitionOption())
    .addOption(offsetOption())
    .addOption(limitOption())
    .addOption(jsonOption())
    .action(async (flags: Flags) => {
      const engine = await context.engine()
      const page = await engine.predictions.page(await cutQuery(engine, flags))
      const metrics = engine.metrics.list()
      await writePage(context, engine, page, flags, shown => predictionsTable(shown, metrics))
    })
}
