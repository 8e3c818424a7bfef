import { Option } from 'commander'
import { printable, type ViewSubject, viewSubjects } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { given, jsonOption, sortOption, whereOption, wholeOption } from '../options.ts'
import { writeRecord } from '../output/write.ts'

interface Flags {
  readonly of: ViewSubject
  readonly where?: string
  readonly sort?: string
  readonly run?: string
  readonly dataset?: string
  readonly limit?: number
  readonly json?: boolean
}

export const addViewsSave: AddCommand = (views, context) => {
  views
    .command('save')
    .summary('keep what is asked of a listing under a name, for everybody who opens the workspace')
    .argument('<name>')
    .addOption(new Option('--of <listing>', 'what is listed').choices(viewSubjects).default('results'))
    .addOption(whereOption())
    .addOption(sortOption())
    .option('--run <id>', 'only of this run; "latest" is the newest when it is looked at')
    .option('--dataset <name>', 'only on this dataset')
    .addOption(wholeOption('--limit <n>', 'at most so many'))
    .addOption(jsonOption('the record'))
    .action(async (name: string, { of, json, ...query }: Flags) => {
      const view = await (await context.engine()).views.save(name, of, given(query))
      if (json) return writeRecord(context, view)
      await context.write(`Saved; \`n4a ${of} list --view ${printable(name)}\` shows it.\n`)
    })
}
