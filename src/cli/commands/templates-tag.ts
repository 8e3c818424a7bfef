import { printable, WrongUsage } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { writeRecord } from '../output/write.ts'

const usage = 'Usage: n4a templates tag NAME +good -old'

export const addTemplatesTag: AddCommand = (templates, context) => {
  templates
    .command('tag')
    .summary('give tags to a template of the library (+TAG), or take them away (-TAG)')
    .usage('[options] <name> [+tag…] [-tag…]')
    .argument('<name>', 'name of the template')
    .argument('<changes...>', 'tags, each with + or - before it')
    // A tag to take away looks like an option that commander does not know.
    .allowUnknownOption()
    .addOption(jsonOption('the record'))
    .action(async (name: string, changes: readonly string[], { json }: { json?: boolean }) => {
      const wrong = changes.find(change => !/^[+-][^-]/.test(change))
      if (wrong !== undefined) throw WrongUsage({ reason: `${printable(wrong)} has no + or - before it.`, usage })
      const marked = (mark: string) => changes.filter(change => change[0] === mark).map(change => change.slice(1))
      const engine = await context.engine()
      const record = await engine.templates.tag(name, { add: marked('+'), remove: marked('-') })
      if (json) return writeRecord(context, record)
      await context.write(`${printable(record.id)}: ${record.tags.map(printable).join(', ') || 'no tags'}\n`)
    })
}
