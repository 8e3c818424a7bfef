import { Option } from 'commander'
import { type MarkChange, type MarkRecord, type MarkSubject, markSubjects, printable } from '../../core/index.ts'
import type { CommandContext } from '../context.ts'
import { writeRecords } from './write.ts'

export interface MarkFlags {
  readonly of: MarkSubject
  readonly json?: boolean
}

export const ofOption = () =>
  new Option('--of <kind>', 'what the ids are of').choices(markSubjects).default('result' satisfies MarkSubject)

/** Mark, and say what is now said of each. */
export async function setMarks(
  context: CommandContext,
  ids: readonly string[],
  { of, json }: MarkFlags,
  change: MarkChange,
): Promise<void> {
  const engine = await context.engine()
  const records = await engine.marks.set(of, ids, change)
  if (json) return writeRecords(context, records)
  for (const record of records) await context.write(`${markLine(record)}\n`)
  // A record of which nothing is said any more is no mark.
  if (records.length === 0) await context.write('No mark is left on what was named.\n')
}

function markLine({ id, starred, rejected, tags, notes }: MarkRecord): string {
  const last = notes.at(-1)?.text
  const said = [
    ...(starred ? ['starred'] : []),
    ...(rejected ? ['rejected'] : []),
    ...tags.map(tag => `tag ${printable(tag)}`),
    ...(last === undefined ? [] : [`note: ${printable(last)}`]),
  ]
  return `${printable(id)}: ${said.join(', ')}`
}
