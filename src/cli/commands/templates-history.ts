import { formatTime, printable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { writeRecords } from '../output/write.ts'

export const addTemplatesHistory: AddCommand = (templates, context) => {
  templates
    .command('history')
    .summary('tell the versions of a template of the library, newest first, and what each changed')
    .argument('<name>', 'name of the template')
    .addOption(jsonOption('the versions'))
    .action(async (name: string, { json }: { json?: boolean }) => {
      const versions = await (await context.engine()).templates.versions(name)
      if (json) return writeRecords(context, versions)
      for (const { version, parent, created_at, author, changes } of versions) {
        const after = parent === null ? '' : `, after version ${parent}`
        await context.write(`${version}  ${formatTime(created_at)} by ${printable(author)}${after}\n`)
        for (const change of changes) await context.write(`   ${printable(change)}\n`)
        if (parent !== null && changes.length === 0) await context.write('   the same steps, written in another way\n')
      }
    })
}
