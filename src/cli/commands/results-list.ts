import { resultsTable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption, type Limit, limitOption, offsetOption, sortOption, viewOption, whereOption } from '../options.ts'
import { cutQuery, writePage } from '../output/write-listing.ts'

interface Flags {
  readonly view?: string
  readonly where?: string
  readonly sort?: string
  readonly run?: string
  readonly dataset?: string
  readonly offset?: number
  readonly limit?: Limit
  readonly json?: boolean
}

export const addResultsList: AddCommand = (results, context) => {
  results
    .command('list')
    .summary('list results, best first within each dataset')
    .addOption(viewOption())
    .addOption(whereOption())
    .addOption(sortOption())
    .option('--run <id>', 'only of this run')
    .option('--dataset <name>', 'only on this dataset')
    .addOption(offsetOption())
    .addOption(limitOption())
    .addOption(jsonOption())
    .action(async (flags: Flags) => {
      const engine = await context.engine()
      const page = await engine.results.page(await cutQuery(engine, flags))
      const metrics = engine.metrics.list()
      await writePage(context, engine, page, flags, shown => resultsTable(shown, metrics))
    })
}
