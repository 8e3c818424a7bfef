import { displayRows, displayTable, factorMatrices } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { given, jsonOption, whereOption } from '../options.ts'
import { writeRecords } from '../output/write.ts'
import { writeDisplays } from '../output/write-displays.ts'

interface Flags {
  readonly run?: string
  readonly where?: string
  readonly rows?: string
  readonly columns?: string
  readonly metric?: string
  readonly json?: boolean
}

export const addResultsMatrix: AddCommand = (results, context) => {
  results
    .command('matrix')
    .summary('the best score at each pair of two factors')
    .option('--rows <factor>', 'a parameter of the pipelines, or preprocessings, dataset, best_model, template_name')
    .option('--columns <factor>', 'the same')
    .option('--metric <name>', 'in place of what ranks')
    .addOption(whereOption())
    .option('--run <id>', 'only of this run')
    .addOption(jsonOption('the cells'))
    .action(async ({ json, run, where, metric, ...factors }: Flags) => {
      const engine = await context.engine()
      const found = await engine.results.list(given({ run, where }))
      const metrics = engine.metrics.list()
      const name = metric === undefined ? undefined : engine.metrics.get(metric).name
      const matrices = factorMatrices(found, { ...given({ ...factors, metric: name }), metrics })
      if (json) return writeRecords(context, matrices.flatMap(displayRows))
      await writeDisplays(context, matrices.map(displayTable))
    })
}
