import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { writeRecord } from '../output/write.ts'
import { writeOutput } from '../output/write-output.ts'

interface Flags {
  readonly output?: string
  readonly force?: boolean
  readonly json?: boolean
}

export const addTemplatesCompose: AddCommand = (templates, context) => {
  templates
    .command('compose')
    .summary('make one template of a preprocessing and a model, with the comments of both')
    .argument('<preprocessing>', 'a file, library:NAME, or the id of a template of a run, without a model')
    .argument('<model>', 'the same, with a model')
    .option('-o, --output <file>', 'the YAML file (default: standard output)')
    .option('--force', 'write over an existing file')
    .addOption(jsonOption('{name, format, text}'))
    .action(async (preprocessing: string, model: string, flags: Flags) => {
      const composed = await (await context.engine()).templates.compose(preprocessing, model)
      if (flags.json) return writeRecord(context, composed)
      await writeOutput(context, flags, write => write(composed.text))
    })
}
