import { existsSync } from 'node:fs'
import { type Engine, formatCount, type Page, printable, type Query, type TableDisplay } from '../../core/index.ts'
import type { CommandContext } from '../context.ts'
import { exitCodes } from '../exit-codes.ts'
import { given, type Limit } from '../options.ts'
import { writeRecords, writeTable } from './write.ts'

/** Rows of a table where --limit does not say how many. */
const defaultRows = 30

interface Listing<Item> {
  readonly records: readonly Item[]
  readonly table: (records: readonly Item[]) => TableDisplay
  readonly json: boolean | undefined
  readonly limit: Limit | undefined
  /** How many rows `records` was cut by already. Default: none. */
  readonly left?: number
  /** Absolute path; undefined where the listing is not of a workspace. */
  readonly workspace?: string
}

/** How many rows are asked for. */
export const wantedRows = (json: boolean | undefined, limit: Limit | undefined): Limit =>
  limit ?? (json ? 'all' : defaultRows)

/**
 * Print a listing: with --json all records, else a table that says how many rows it leaves out. One that is not whole, because
 * a file is damaged, ends with another exit code; the warnings come at the end, for every command.
 */
export async function writeListing<Item>(context: CommandContext, listing: Listing<Item>): Promise<void> {
  const { records, table, json, limit, workspace, left: cut = 0 } = listing
  if (workspace !== undefined && !existsSync(workspace)) {
    context.note(`There is no workspace ${printable(workspace)} yet; the first run makes it.`)
  }
  if (context.omissions().length > 0) context.exitWith(exitCodes.workspaceUnusable)
  const rows = wantedRows(json, limit)
  const shown = rows === 'all' ? records : records.slice(0, rows)
  if (json) return writeRecords(context, shown)
  await writeTable(context, table(shown))
  const left = records.length - shown.length + cut
  if (left > 0) await context.write(`… ${formatCount(left, 'more row')}; --limit all shows them.\n`)
}

interface Cut extends Omit<Query, 'limit'> {
  readonly json?: boolean | undefined
  readonly limit?: Limit | undefined
}

/** What a listing asks of the engine: `--limit` goes before the limit of the view, and both before the rows of a table. */
export async function cutQuery<Flags extends Cut>({ views }: Engine, { json, limit, ...query }: Flags) {
  const kept = query.view === undefined ? undefined : (await views.get(query.view)).limit
  const rows = wantedRows(json, limit ?? kept)
  const uncut = kept === undefined ? undefined : null
  return given({ ...query, limit: rows === 'all' ? uncut : rows })
}

/** Print a page that the engine has cut. */
export async function writePage<Item>(
  context: CommandContext,
  engine: Engine,
  page: Page<Item>,
  { offset = 0, json }: Pick<Cut, 'offset' | 'json'>,
  table: (records: readonly Item[]) => TableDisplay,
): Promise<void> {
  const { records, total } = page
  const left = Math.max(0, total - offset - records.length)
  await writeListing(context, { records, left, table, json, limit: 'all', workspace: engine.workspace })
  if (!json && records.length === 0 && total > 0)
    await context.write(`No rows there: ${formatCount(total, 'row')} in all.\n`)
}
