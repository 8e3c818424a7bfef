import { storedModelsTable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption, type Limit, limitOption } from '../options.ts'
import { writeListing } from '../output/write-listing.ts'

export const addModelsList: AddCommand = (models, context) => {
  models
    .command('list')
    .summary('models that the workspace keeps: of its results, and brought from elsewhere')
    .addOption(limitOption())
    .addOption(jsonOption())
    .action(async ({ json, limit }: { json?: boolean; limit?: Limit }) => {
      const engine = await context.engine()
      const records = await engine.models.list()
      await writeListing(context, { records, table: storedModelsTable, json, limit, workspace: engine.workspace })
    })
}
