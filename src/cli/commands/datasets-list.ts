import { datasetsTable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption, type Limit, limitOption } from '../options.ts'
import { writeListing } from '../output/write-listing.ts'

export const addDatasetsList: AddCommand = (datasets, context) => {
  datasets
    .command('list')
    .summary('list datasets: where they are, their versions, and which runs used them')
    .addOption(limitOption())
    .addOption(jsonOption())
    .action(async ({ json, limit }: { json?: boolean; limit?: Limit }) => {
      const engine = await context.engine()
      const records = await engine.datasets.list()
      await writeListing(context, { records, table: datasetsTable, json, limit, workspace: engine.workspace })
    })
}
