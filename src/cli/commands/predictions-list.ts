import { type Partition, predictionsTable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import {
  given,
  jsonOption,
  type Limit,
  limitOption,
  offsetOption,
  partitionOption,
  sortOption,
  viewOption,
  whereOption,
} from '../options.ts'
import { wantedRows, writeListing } from '../output/write-listing.ts'

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
    .action(async ({ json, limit, ...query }: Flags) => {
      const engine = await context.engine()
      const kept = query.view === undefined ? undefined : (await engine.views.get(query.view)).limit
      const rows = wantedRows(json, limit ?? kept)
      const { records, total } = await engine.predictions.page(
        given({ ...query, ...(rows !== 'all' && { limit: rows }) }),
      )
      const metrics = engine.metrics.list()
      await writeListing(context, {
        records,
        left: total - (query.offset ?? 0) - records.length,
        table: shown => predictionsTable(shown, metrics),
        json,
        limit: 'all',
        workspace: engine.workspace,
      })
    })
}
