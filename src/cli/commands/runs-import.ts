import { formatCount, printable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { writeRecord } from '../output/write.ts'

export const addRunsImport: AddCommand = (runs, context) => {
  runs
    .command('import')
    .summary('bring a run that `runs export` wrote: all of it or nothing, and once however often')
    .argument('<file>', 'an archive of a run')
    .addOption(jsonOption('what was brought'))
    .action(async (file: string, { json }: { json?: boolean }) => {
      const brought = await (await context.engine()).runs.import(file)
      if (json) return writeRecord(context, brought)
      const { name, run_id, source_id, outcome } = brought
      if (outcome === 'present') {
        return context.write(`${printable(name)} is here already as ${printable(run_id)}. Nothing was changed.\n`)
      }
      const held = [
        formatCount(brought.results, 'result'),
        formatCount(brought.predictions, 'prediction'),
        formatCount(brought.stored_models, 'stored model'),
      ]
      await context.write(`Brought ${printable(name)} (${held.join(', ')}) as ${printable(run_id)}.\n`)
      if (run_id !== source_id)
        context.note(
          `Its own id is that of a run that is here and lacks some of these results: ${printable(source_id)}.`,
        )
    })
}
