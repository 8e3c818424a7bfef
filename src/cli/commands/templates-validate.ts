import { formatCount, printable, type TemplateCheck } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { exitCodes } from '../exit-codes.ts'
import { given, jsonOption, maxPipelinesOption } from '../options.ts'
import { writeRecords } from '../output/write.ts'

interface Flags {
  readonly part?: boolean
  readonly maxPipelines?: number
  readonly json?: boolean
}

/** `pls.yaml:4:12: There is no operator "SNVV". [UnknownOperator]`, as editors read it. */
function checkText({ file, count, problems }: TemplateCheck): string {
  const name = printable(file ?? 'the template')
  if (problems.length === 0) return `${name}: ${formatCount(count ?? 0, 'pipeline')}, nothing wrong\n`
  return problems
    .map(({ line, column, message, code, hint }) => {
      const place = [name, ...(line === null ? [] : [line, column])].join(':')
      return `${place}: ${printable(message)} [${code}]\n${hint === null ? '' : `   hint: ${printable(hint)}\n`}`
    })
    .join('')
}

export const addTemplatesValidate: AddCommand = (templates, context) => {
  templates
    .command('validate')
    .summary('tell everything that is wrong with templates, with lines; exit code 2 where something is')
    .argument('<file...>', 'template files, library:NAME, or "-" for standard input')
    .option('--part', 'a part for presets and compositions: it need not end with a model')
    .addOption(maxPipelinesOption())
    .addOption(jsonOption('a record for each file'))
    .action(async (files: readonly string[], { part, maxPipelines, json }: Flags) => {
      const engine = await context.engine()
      const checks: TemplateCheck[] = []
      for (const file of files) {
        const source = file === '-' ? { text: await context.readInput(), file: 'standard input' } : file
        checks.push(await engine.templates.validate(source, given({ part, max_pipelines: maxPipelines })))
      }
      if (checks.some(({ problems }) => problems.length > 0)) context.exitWith(exitCodes.wrongInput)
      if (json) return writeRecords(context, checks)
      await context.write(checks.map(checkText).join(''))
    })
}
