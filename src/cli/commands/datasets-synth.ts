import { InvalidArgumentError, Option } from 'commander'
import { csvLine, syntheticParameters } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { writeOutput } from '../output/write-output.ts'

type Flags = { readonly output?: string; readonly force?: boolean } & Readonly<Record<string, unknown>>

function parseNumber(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('It must be a number.')
  return value
}

/** Text that is written at once: one write a row would be a hundred thousand. */
const chunk = 1 << 18

export const addDatasetsSynth: AddCommand = (datasets, context) => {
  const command = datasets
    .command('synth')
    .summary('make up spectra with reference values, for a try, a test or a measurement of speed')
  for (const [name, { initial, help, expected }] of Object.entries(syntheticParameters)) {
    command.addOption(new Option(`--${name} <n>`, `${help} (${expected}; default: ${initial})`).argParser(parseNumber))
  }
  command
    .option('-o, --output <file>', 'the CSV file (default: standard output)')
    .option('--force', 'write over an existing file')
    .action(async (flags: Flags) => {
      const { output, force, ...given } = flags
      const { columns, rows } = (await context.engine()).datasets.synthesize(given)
      await writeOutput(context, { output, force }, async write => {
        let text = csvLine(columns)
        for (const row of rows()) {
          text += csvLine(row)
          if (text.length < chunk) continue
          await write(text)
          text = ''
        }
        await write(text)
      })
    })
}
