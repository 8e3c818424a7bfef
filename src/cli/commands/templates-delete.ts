import { printable, WrongUsage } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'

export const addTemplatesDelete: AddCommand = (templates, context) => {
  templates
    .command('delete')
    .summary('delete a template of the library, or one version of it; what runs stored stays')
    .argument('<name>', 'NAME, or NAME@VERSION')
    .option('--yes', 'really; without it nothing is deleted')
    .action(async (name: string, { yes }: { yes?: boolean }) => {
      const engine = await context.engine()
      const { record, version } = await engine.templates.version(name)
      const whole = !name.includes('@')
      const what = whole
        ? `${printable(record.id)} with its versions ${record.versions.map(one => one.version).join(', ')}`
        : `${printable(record.id)}@${version.version}`
      if (!yes) {
        throw WrongUsage({ reason: `This would delete ${what}, for good.`, usage: 'Add --yes to do it.' })
      }
      await engine.templates.remove(name)
      await context.write(`Deleted ${what}.\n`)
    })
}
