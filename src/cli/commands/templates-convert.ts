import { readFile } from 'node:fs/promises'
import { Option } from 'commander'
import { MissingFile } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { given } from '../options.ts'
import { writeOutput } from '../output/write-output.ts'

interface Flags {
  readonly to: 'yaml' | 'json'
  readonly onto?: string
  readonly output?: string
  readonly force?: boolean
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw MissingFile({ path }, { cause: error })
  }
}

export const addTemplatesConvert: AddCommand = (templates, context) => {
  templates
    .command('convert')
    .summary('write a template as YAML or JSON')
    .argument('<template>', 'a file, library:NAME, or the id of a template of a run')
    .addOption(new Option('--to <format>', 'yaml or json').choices(['yaml', 'json']).makeOptionMandatory())
    .option('--onto <file>', 'an earlier YAML text of it, whose comments are kept where they still belong')
    .option('-o, --output <file>', 'the file (default: standard output)')
    .option('--force', 'write over an existing file')
    .action(async (template: string, { to, onto, ...flags }: Flags) => {
      const engine = await context.engine()
      const earlier = onto === undefined ? undefined : await readText(onto)
      const { text } = await engine.templates.convert(template, to, given({ onto: earlier }))
      await writeOutput(context, flags, write => write(text))
    })
}
