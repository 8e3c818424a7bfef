import { Option } from 'commander'
import { exportFormats, findExportFormat, formatCount, printable, resultsTable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { type Limit, limitOption, offsetOption, sortOption, viewOption, whereOption } from '../options.ts'
import { cutQuery } from '../output/write-listing.ts'
import { writeOutput } from '../output/write-output.ts'

interface Flags {
  readonly view?: string
  readonly where?: string
  readonly sort?: string
  readonly run?: string
  readonly dataset?: string
  readonly offset?: number
  readonly limit?: Limit
  readonly format?: string
  readonly output?: string
  readonly force?: boolean
}

export const addResultsExport: AddCommand = (results, context) => {
  results
    .command('export')
    .summary('write results as CSV, JSON, Parquet, Markdown or LaTeX')
    .addOption(viewOption())
    .addOption(whereOption())
    .addOption(sortOption())
    .option('--run <id>', 'only of this run')
    .option('--dataset <name>', 'only on this dataset')
    .addOption(offsetOption())
    .addOption(limitOption('all'))
    .addOption(
      new Option('--format <format>', 'default: what the name of the file says, else csv').choices(
        exportFormats.map(({ name }) => name),
      ),
    )
    .option('-o, --output <file>', 'the file (default: standard output)')
    .option('--force', 'write over an existing file')
    .action(async ({ format: asked, output, force, limit, ...query }: Flags) => {
      const format = findExportFormat(asked, output)
      const engine = await context.engine()
      // A file holds all of them unless told otherwise, as --json does.
      const records = await engine.results.list(await cutQuery(engine, { ...query, limit, json: true }))
      const data = await format.write({ records, table: () => resultsTable(records, engine.metrics.list()) })
      await writeOutput(context, { output, force }, write => write(data))
      if (output !== undefined) context.note(`${formatCount(records.length, 'result')} written to ${printable(output)}`)
    })
}
