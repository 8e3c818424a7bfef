import { marksTable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption, type Limit, limitOption } from '../options.ts'
import { writeListing } from '../output/write-listing.ts'

export const addMarksList: AddCommand = (marks, context) => {
  marks
    .command('list')
    .summary('what is starred, rejected, tagged or has a note, last changed first')
    .addOption(limitOption())
    .addOption(jsonOption())
    .action(async ({ json, limit }: { json?: boolean; limit?: Limit }) => {
      const engine = await context.engine()
      const records = await engine.marks.list()
      await writeListing(context, { records, table: marksTable, json, limit, workspace: engine.workspace })
    })
}
