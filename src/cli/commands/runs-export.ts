import { formatBytes, formatCount, printable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { given, jsonOption } from '../options.ts'
import { writeRecord } from '../output/write.ts'

interface Flags {
  readonly output: string
  readonly force?: boolean
  readonly json?: boolean
}

const afterHelp = `
The file is a zip archive with the manifest, templates, pipelines, results, predictions, arrays and stored models of the run,
each with a checksum. Datasets and marks are not in it. \`n4a runs import FILE\` brings it into another workspace.`

export const addRunsExport: AddCommand = (runs, context) => {
  runs
    .command('export')
    .summary('a whole run as one file, for another workspace')
    .argument('<id>', 'id, or enough of its beginning or end; "latest" is the newest')
    .requiredOption('-o, --output <file>', 'the file, such as run.n4a.zip')
    .option('--force', 'write over an existing file')
    .addOption(jsonOption('what was written'))
    .addHelpText('after', afterHelp)
    .action(async (id: string, { output, json, force }: Flags) => {
      const made = await (await context.engine()).runs.export(id, output, given({ force }))
      for (const path of made.missing_models)
        context.note(`Not in it, for it is missing or damaged: ${printable(path)}`)
      if (json) return writeRecord(context, made)
      const held = [
        formatCount(made.results, 'result'),
        formatCount(made.predictions, 'prediction'),
        formatCount(made.stored_models, 'stored model'),
      ]
      await context.write(
        `${printable(made.name)} (${held.join(', ')}) is in ${printable(output)}, ${formatBytes(made.bytes)}.\n`,
      )
    })
}
