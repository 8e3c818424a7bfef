import { printable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { writeRecord } from '../output/write.ts'

export const addMarksUndo: AddCommand = (marks, context) => {
  marks
    .command('undo')
    .summary('take back the last mark that you made')
    .addOption(jsonOption('the mark'))
    .action(async ({ json }: { json?: boolean }) => {
      const engine = await context.engine()
      const event = await engine.marks.undo()
      if (json) return writeRecord(context, event)
      if (event?.type !== 'mark') return context.write('Nothing to take back.\n')
      await context.write(
        `Taken back: ${printable(JSON.stringify(event.change))} of ${event.subject_ids.map(printable).join(', ')}\n`,
      )
    })
}
