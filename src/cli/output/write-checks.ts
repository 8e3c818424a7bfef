import { Option } from 'commander'
import {
  type DatasetCheck,
  type DatasetCheckRequest,
  datasetChecksTable,
  printable,
  resolutionTable,
} from '../../core/index.ts'
import type { CommandContext } from '../context.ts'
import { exitCodes } from '../exit-codes.ts'
import { jsonOption } from '../options.ts'
import { textTable } from './text-table.ts'
import { writeRecords, writeTable } from './write.ts'

/** What the commands that look for datasets have in common. */
export interface CheckFlags {
  readonly search?: readonly string[]
  readonly full?: boolean
  readonly dryRun?: boolean
  readonly json?: boolean
}

const many = (value: string, before: readonly string[] = []) => [...before, value]

export const searchOption = () =>
  new Option('--search <folder>', 'look through this folder for what is lost; may be repeated').argParser(many)

export const checkOptions = () => [
  searchOption(),
  new Option('--full', 'read every file whole rather than trust its size and time of change'),
  new Option('--dry-run', 'leave the registry as it is'),
  jsonOption('a record for each dataset'),
]

export const checkRequest = ({ search, full, dryRun }: CheckFlags): DatasetCheckRequest => ({
  ...(search && { search }),
  ...(full && { full }),
  ...(dryRun && { dry_run: true }),
})

/** A line on standard error for each dataset, where that is a terminal. */
export function checkProgress({ terminal, note }: CommandContext): NonNullable<DatasetCheckRequest['onProgress']> {
  return ({ done, total, name }) => {
    if (terminal.errors) note(`${done + 1}/${total} ${printable(name)}`)
  }
}

const isLost = ({ status }: DatasetCheck) => status !== 'valid' && status !== 'relocated'

/** The checks as a table, and of each dataset that is not where or what it was how it was looked for and what to do. */
export async function writeChecks(
  context: CommandContext,
  checks: readonly DatasetCheck[],
  { json }: CheckFlags,
): Promise<void> {
  if (checks.some(isLost)) context.exitWith(exitCodes.failed)
  if (json) return writeRecords(context, checks)
  await writeTable(context, datasetChecksTable(checks))
  for (const check of checks.filter(isLost)) await context.write(await lostText(check))
}

async function lostText(check: DatasetCheck): Promise<string> {
  const stages = check.stages.length > 0 ? await textTable(resolutionTable(check)) : ''
  const candidates = check.candidates.map(({ path, reason }) => `  ${printable(path)}: ${printable(reason)}\n`).join('')
  const advice = check.advice === null ? '' : `${printable(check.advice)}\n`
  return `\n${printable(check.id)} ${check.status}\n${stages}${candidates && `Candidates:\n${candidates}`}${advice}`
}
