import { displayRows, displayTable, factorBoxes } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { given, jsonOption, whereOption } from '../options.ts'
import { writeRecords } from '../output/write.ts'
import { writeDisplays } from '../output/write-displays.ts'

interface Flags {
  readonly run?: string
  readonly where?: string
  readonly metric?: string
  readonly json?: boolean
}

export const addResultsBoxes: AddCommand = (results, context) => {
  results
    .command('boxes')
    .summary('quartiles of the scores at each level of a factor, dataset by dataset')
    .argument('[factor]', 'a parameter of the pipelines, or best_model, template_name', 'preprocessings')
    .option('--metric <name>', 'in place of what ranks')
    .addOption(whereOption())
    .option('--run <id>', 'only of this run')
    .addOption(jsonOption('the boxes'))
    .action(async (factor: string, { json, run, where, metric }: Flags) => {
      const engine = await context.engine()
      const found = await engine.results.list(given({ run, where }))
      const metrics = engine.metrics.list()
      const name = metric === undefined ? undefined : engine.metrics.get(metric).name
      const boxes = factorBoxes(found, factor, { ...given({ metric: name }), metrics })
      if (json) {
        const rows = boxes.flatMap(display => displayRows(display).map(row => ({ drawing: display.title, ...row })))
        return writeRecords(context, rows)
      }
      await writeDisplays(context, boxes.map(displayTable))
    })
}
