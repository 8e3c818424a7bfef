import { printable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { writeRecord } from '../output/write.ts'

export const addModelsImport: AddCommand = (models, context) => {
  models
    .command('import')
    .summary('bring a model file into the workspace')
    .argument('<file>', 'a file of `n4a models export --format n4a`')
    .addOption(jsonOption('the record'))
    .action(async (path: string, { json }: { json?: boolean }) => {
      const stored = await (await context.engine()).models.import(path)
      if (json) return writeRecord(context, stored)
      context.note(
        `Brought ${printable(stored.pipeline_config)} for ${printable(stored.target)}. \`n4a predict ${stored.id} DATA\` uses it.`,
      )
    })
}
