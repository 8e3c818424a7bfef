import { formatCount, printable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { given, jsonOption } from '../options.ts'
import { writeRecord } from '../output/write.ts'

interface Flags {
  readonly name?: string
  readonly tag?: readonly string[]
  readonly user?: boolean
  readonly json?: boolean
}

export const addTemplatesSave: AddCommand = (templates, context) => {
  templates
    .command('save')
    .summary('put a template into the library: a new version where there is one of its name')
    .argument('<file>', 'a template file, or "-" for standard input; kept byte for byte')
    .option('--name <name>', 'what to call it (default: its own name, made fit for a folder)')
    .option('--tag <tag...>', 'words to find it by')
    .option('--user', "into the user's own library instead of the workspace's")
    .addOption(jsonOption('what was saved'))
    .action(async (file: string, { name, tag: tags, user, json }: Flags) => {
      const source = file === '-' ? { text: await context.readInput(), file: 'standard input' } : file
      const engine = await context.engine()
      const scope = user ? ('user' as const) : undefined
      const done = await engine.templates.save(source, given({ name, tags, scope }))
      if (json) return writeRecord(context, done)
      const { record, version, saved } = done
      const what = `${printable(record.id)}@${version.version}`
      await context.write(
        saved
          ? `Saved ${what} in the library of the ${record.scope}: ${formatCount(record.versions.length, 'version')}.\n`
          : `${what} has this very text already; nothing was saved.\n`,
      )
    })
}
