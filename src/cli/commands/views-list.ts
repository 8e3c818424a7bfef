import { viewsTable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption, type Limit, limitOption } from '../options.ts'
import { writeListing } from '../output/write-listing.ts'

export const addViewsList: AddCommand = (views, context) => {
  views
    .command('list')
    .summary('list saved views by name')
    .addOption(limitOption())
    .addOption(jsonOption())
    .action(async ({ json, limit }: { json?: boolean; limit?: Limit }) => {
      const engine = await context.engine()
      const records = await engine.views.list()
      await writeListing(context, { records, table: viewsTable, json, limit, workspace: engine.workspace })
    })
}
