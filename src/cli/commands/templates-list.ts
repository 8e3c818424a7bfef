import { templatesTable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption, type Limit, limitOption } from '../options.ts'
import { writeListing } from '../output/write-listing.ts'

export const addTemplatesList: AddCommand = (templates, context) => {
  templates
    .command('list')
    .summary('list the templates of the runs in the workspace, newest first')
    .addOption(limitOption())
    .addOption(jsonOption())
    .action(async ({ json, limit }: { json?: boolean; limit?: Limit }) => {
      const engine = await context.engine()
      const records = await engine.templates.list()
      await writeListing(context, { records, table: templatesTable, json, limit, workspace: engine.workspace })
    })
}
