import { formatCount, type PredictionRecord, printable, UnknownRecord } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { given, sortOption, whereOption } from '../options.ts'
import { openOutput } from '../output/open-output.ts'
import { predictionCsv } from '../output/prediction-csv.ts'

interface Flags {
  readonly where?: string
  readonly sort?: string
  readonly run?: string
  readonly result?: string
  readonly dataset?: string
  readonly output?: string
  readonly force?: boolean
}

const afterHelp = `
Of quantities the columns end with y_true, y_pred and residual. Of classes they end with measured and predicted (labels)
and, where a model gives probabilities, p_<class> for each class. branch_name stands there where any prediction has one.`

export const addPredictionsExport: AddCommand = (predictions, context) => {
  predictions
    .command('export')
    .summary('write measured and predicted values as CSV, a line for each sample')
    .argument('[id...]', 'ids of predictions; without any, all that the options choose')
    .addOption(whereOption())
    .addOption(sortOption())
    .option('--run <id>', 'only of this run')
    .option('--result <id>', 'only of this result')
    .option('--dataset <name>', 'only on this dataset')
    .option('-o, --output <file>', 'the CSV file (default: standard output)')
    .option('--force', 'write over an existing file')
    .addHelpText('after', afterHelp)
    .action(async (ids: readonly string[], flags: Flags) => {
      const engine = await context.engine()
      const { output: _, force: __, ...query } = flags
      const records: readonly PredictionRecord[] =
        ids.length > 0
          ? await Promise.all(ids.map(id => engine.predictions.get(id)))
          : await engine.predictions.list(given(query))
      if (records.length === 0) {
        throw UnknownRecord({ noun: 'prediction', id: Object.values(query).join(' ') || '(any)', known: [] })
      }
      const csv = await predictionCsv(records, record => engine.predictions.arrays(record.id))
      const out = await openOutput(context, flags)
      let samples = 0
      try {
        await out.write(csv.header)
        for (const record of records) {
          const lines = csv.lines(record, await engine.predictions.arrays(record.id))
          samples += lines.length
          await out.write(lines.join(''))
        }
      } finally {
        await out.close()
      }
      const summary = `${formatCount(records.length, 'prediction')}, ${formatCount(samples, 'line')}`
      if (flags.output !== undefined) context.note(`${summary} written to ${printable(flags.output)}`)
    })
}
