import { Option } from 'commander'
import {
  csvLine,
  exportFormats,
  findExportFormat,
  formatCount,
  type LineCell,
  type PredictionRecord,
  predictionLines,
  printable,
  samplesTable,
  UnknownRecord,
} from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { given, sortOption, viewOption, whereOption } from '../options.ts'
import { writeOutput } from '../output/write-output.ts'

interface Flags {
  readonly view?: string
  readonly where?: string
  readonly sort?: string
  readonly run?: string
  readonly result?: string
  readonly dataset?: string
  readonly format?: string
  readonly output?: string
  readonly force?: boolean
}

const afterHelp = `
Of quantities the columns end with y_true, y_pred and residual. Of classes they end with measured and predicted (labels)
and, where a model gives probabilities, p_<class> for each class. branch_name stands there where any prediction has one.`

export const addPredictionsExport: AddCommand = (predictions, context) => {
  predictions
    .command('export')
    .summary('write measured and predicted values, a line for each sample, as CSV, JSON, Parquet, Markdown or LaTeX')
    .argument('[id...]', 'ids of predictions; without any, all that the options choose')
    .addOption(viewOption())
    .addOption(whereOption())
    .addOption(sortOption())
    .option('--run <id>', 'only of this run')
    .option('--result <id>', 'only of this result')
    .option('--dataset <name>', 'only on this dataset')
    .addOption(
      new Option('--format <format>', 'default: what the name of the file says, else csv').choices(
        exportFormats.map(({ name }) => name),
      ),
    )
    .option('-o, --output <file>', 'the file (default: standard output)')
    .option('--force', 'write over an existing file')
    .addHelpText('after', afterHelp)
    .action(async (ids: readonly string[], { format: asked, output, force, ...query }: Flags) => {
      const format = findExportFormat(asked, output)
      const engine = await context.engine()
      const records: readonly PredictionRecord[] =
        ids.length > 0
          ? await Promise.all(ids.map(id => engine.predictions.get(id)))
          : await engine.predictions.list(given(query))
      if (records.length === 0) {
        throw UnknownRecord({ noun: 'prediction', id: Object.values(query).join(' ') || '(any)', known: [] })
      }
      const { header, lines } = await predictionLines(records, record => engine.predictions.arrays(record.id))
      let samples = 0
      const each = async (use: (cells: readonly (readonly LineCell[])[]) => void | Promise<void>) => {
        for (const record of records) {
          const cells = lines(record, await engine.predictions.arrays(record.id))
          samples += cells.length
          await use(cells)
        }
      }
      if (format.name === 'csv') {
        // Prediction by prediction: there may be millions of lines.
        await writeOutput(context, { output, force }, async write => {
          await write(csvLine(header))
          await each(cells => write(cells.map(csvLine).join('')))
        })
      } else {
        const rows: object[] = []
        await each(cells => {
          for (const row of cells) rows.push(Object.fromEntries(header.map((name, j) => [name, row[j] ?? null])))
        })
        const data = await format.write({ records: rows, table: () => samplesTable(rows) })
        await writeOutput(context, { output, force }, write => write(data))
      }
      const summary = `${formatCount(records.length, 'prediction')}, ${formatCount(samples, 'line')}`
      if (output !== undefined) context.note(`${summary} written to ${printable(output)}`)
    })
}
