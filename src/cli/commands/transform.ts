import { csvLine, type DatasetSpec, WrongUsage } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { addDatasetOptions, datasetFields, namingFlags } from '../dataset-options.ts'
import { jsonOption } from '../options.ts'
import { writeLine } from '../output/write.ts'
import { writeOutput } from '../output/write-output.ts'

interface Flags {
  readonly fitRows?: string
  readonly output?: string
  readonly force?: boolean
  readonly json?: boolean
}

function rowsOf(text: string): readonly [number, number] {
  const [, from, to] = /^(\d+):(\d+)$/.exec(text) ?? []
  if (from !== undefined && to !== undefined) return [Number(from), Number(to)]
  throw WrongUsage({
    reason: `--fit-rows is ${JSON.stringify(text)}.`,
    usage: 'Write FROM:TO, such as 0:100, the end not included.',
  })
}

export const addTransform: AddCommand = (program, context) => {
  const command = program
    .command('transform')
    .summary('spectra after a chain of preprocessing steps')
    .argument('<steps>', 'a file with the steps (YAML or JSON)')
    .argument('<data>', 'a file of spectra')
    .option('--fit-rows <from:to>', 'rows to fit on, the end not included (default: all)')
    .option('-o, --output <file>', 'the CSV file (default: standard output)')
    .option('--force', 'write over an existing file')
    .addOption(jsonOption('{X, axis, sample_ids}'))
    .action(async (steps: string, path: string, flags: Flags) => {
      const engine = await context.engine()
      const spec: DatasetSpec = { path, ...datasetFields('spectra', { ...flags }) }
      const options = flags.fitRows === undefined ? {} : { fit_rows: rowsOf(flags.fitRows) }
      const { X, axis, sample_ids } = await namingFlags({ ...flags }, () =>
        engine.datasets.transform(steps, spec, options),
      )
      if (flags.json) return writeLine(context, { X, axis, sample_ids })
      await writeOutput(context, flags, async write => {
        await write(csvLine(['sample', ...(axis ?? X[0]!.map((_, j) => `f${j}`))]))
        for (const [i, spectrum] of X.entries()) await write(csvLine([sample_ids[i], ...spectrum]))
      })
    })
  addDatasetOptions(command, 'spectra', 'the reference values, for steps that learn from them')
}
