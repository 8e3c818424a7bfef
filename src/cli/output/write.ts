import type { TableDisplay } from '../../core/index.ts'
import type { CommandContext } from '../context.ts'
import { textTable } from './text-table.ts'

/** About as much as a pipe takes at once. */
export const chunkLength = 65_536

/** A JSON array with one record a line: one value, however many records, that `grep` and `less` can handle too. */
export async function writeRecords({ write }: CommandContext, records: readonly unknown[]): Promise<void> {
  if (records.length === 0) return write('[]\n')
  let chunk = '['
  for (const [index, record] of records.entries()) {
    chunk += `${index === 0 ? '' : ','}\n${JSON.stringify(record)}`
    if (chunk.length > chunkLength) {
      await write(chunk)
      chunk = ''
    }
  }
  await write(`${chunk}\n]\n`)
}

export function writeRecord({ write }: CommandContext, record: unknown): Promise<void> {
  return write(`${JSON.stringify(record, null, 2)}\n`)
}

/** Long records (a run with all its results, arrays) as one line. */
export function writeLine({ write }: CommandContext, record: unknown): Promise<void> {
  return write(`${JSON.stringify(record)}\n`)
}

/** As wide as the terminal; whole where the output is a file or a pipe. */
export async function writeTable(
  { write, terminal }: CommandContext,
  table: TableDisplay,
  { title = false } = {},
): Promise<void> {
  const room = terminal.output && terminal.columns ? terminal.columns : Infinity
  await write(await textTable(table, { room, title }))
}
