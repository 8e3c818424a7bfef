import { printable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { writeRecord } from '../output/write.ts'

export const addModelsShow: AddCommand = (models, context) => {
  models
    .command('show')
    .summary('what a model holds: pipeline, target, wavelengths, where it came from')
    .argument('<model>', 'a file of `n4a models export --format n4a`, or the id of one that the workspace keeps')
    .addOption(jsonOption('the record'))
    .action(async (path: string, { json }: { json?: boolean }) => {
      const facts = await (await context.engine()).models.read(path)
      if (json) return writeRecord(context, facts)
      for (const [name, value] of Object.entries(facts)) {
        const text = typeof value === 'string' ? value : JSON.stringify(value)
        await context.write(`${name.padEnd(17)} ${printable(text)}\n`)
      }
    })
}
