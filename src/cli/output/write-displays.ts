import type { TableDisplay } from '../../core/index.ts'
import type { CommandContext } from '../context.ts'
import { writeTable } from './write.ts'

/** Tables with their titles and notes, an empty line between them. */
export async function writeDisplays(context: CommandContext, tables: readonly TableDisplay[]): Promise<void> {
  for (const [i, table] of tables.entries()) {
    if (i > 0) await context.write('\n')
    await writeTable(context, table, { title: true })
    for (const note of table.notes ?? []) await context.write(`${note}\n`)
  }
}
