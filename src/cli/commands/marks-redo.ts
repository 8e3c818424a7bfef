import { printable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { writeRecord } from '../output/write.ts'

export const addMarksRedo: AddCommand = (marks, context) => {
  marks
    .command('redo')
    .summary('bring back the last mark that you took back')
    .addOption(jsonOption('the mark'))
    .action(async ({ json }: { json?: boolean }) => {
      const engine = await context.engine()
      const event = await engine.marks.redo()
      if (json) return writeRecord(context, event)
      if (event?.type !== 'mark') return context.write('Nothing to bring back.\n')
      await context.write(
        `Brought back: ${printable(JSON.stringify(event.change))} of ${event.subject_ids.map(printable).join(', ')}\n`,
      )
    })
}
