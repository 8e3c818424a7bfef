import { facetsTable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { given, jsonOption, viewOption, whereOption } from '../options.ts'
import { writeRecords, writeTable } from '../output/write.ts'

interface Flags {
  readonly view?: string
  readonly where?: string
  readonly run?: string
  readonly dataset?: string
  readonly json?: boolean
}

export const addResultsFacets: AddCommand = (results, context) => {
  results
    .command('facets')
    .summary('count the results that have each value of a field, with their best and median score')
    .argument('<field...>', 'such as preprocessing, model, n_components, status')
    .addOption(viewOption())
    .addOption(whereOption())
    .option('--run <id>', 'only of this run')
    .option('--dataset <name>', 'only on this dataset')
    .addOption(jsonOption())
    .action(async (fields: readonly string[], { json, ...query }: Flags) => {
      const engine = await context.engine()
      const facets = await engine.results.facets(fields, given(query))
      if (json) return writeRecords(context, facets)
      await writeTable(context, facetsTable(facets, engine.metrics.list()))
    })
}
