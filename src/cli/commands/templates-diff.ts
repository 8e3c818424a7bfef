import { printable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { writeRecord } from '../output/write.ts'

export const addTemplatesDiff: AddCommand = (templates, context) => {
  templates
    .command('diff')
    .summary('tell what is different between two templates, in words and by line')
    .argument('<before>', 'a file, library:NAME@VERSION, or the id of a template of a run')
    .argument('<after>', 'the same')
    .addOption(jsonOption('{before, after, changes, text}'))
    .action(async (before: string, after: string, { json }: { json?: boolean }) => {
      const diff = await (await context.engine()).templates.diff(before, after)
      if (json) return writeRecord(context, diff)
      const words = diff.text === '' ? 'The texts are the same.' : 'Both mean the same; they are written differently.'
      const changes = diff.changes.length > 0 ? diff.changes.map(change => `* ${printable(change)}`) : [words]
      const lines = diff.text.trimEnd().split('\n').map(printable)
      const text =
        diff.text === '' ? [] : ['', `--- ${printable(diff.before)}`, `+++ ${printable(diff.after)}`, ...lines]
      await context.write(`${[...changes, ...text].join('\n')}\n`)
    })
}
