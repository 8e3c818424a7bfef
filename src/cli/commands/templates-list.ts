import { libraryTable, templatesTable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { given, jsonOption, type Limit, limitOption } from '../options.ts'
import { writeListing } from '../output/write-listing.ts'

interface Flags {
  readonly library?: boolean
  readonly tag?: string
  readonly json?: boolean
  readonly limit?: Limit
}

export const addTemplatesList: AddCommand = (templates, context) => {
  templates
    .command('list')
    .summary('list the templates of the runs in the workspace, newest first, or those of the library')
    .option('--library', "those that were saved, in the workspace and in the user's own library")
    .option('--tag <tag>', 'of the library, only those with this tag')
    .addOption(limitOption())
    .addOption(jsonOption())
    .action(async ({ library, tag, json, limit }: Flags) => {
      const engine = await context.engine()
      if (library || tag !== undefined) {
        const records = await engine.templates.library(given({ tag }))
        return writeListing(context, { records, table: libraryTable, json, limit })
      }
      const records = await engine.templates.list()
      await writeListing(context, { records, table: templatesTable, json, limit, workspace: engine.workspace })
    })
}
