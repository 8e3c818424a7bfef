import { Option } from 'commander'
import { type GuardKind, guardKinds, guardsTable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption, type Limit, limitOption } from '../options.ts'
import { writeListing } from '../output/write-listing.ts'

interface Flags {
  readonly kind?: GuardKind
  readonly json?: boolean
  readonly limit?: Limit
}

export const addGuardsList: AddCommand = (guards, context) => {
  guards
    .command('list')
    .summary('list guards: what they warn of, and what to do')
    .addOption(
      new Option('--kind <kind>', 'only those of designs, of single results, or of whole runs').choices(guardKinds),
    )
    .addOption(limitOption('all'))
    .addOption(jsonOption())
    .action(async ({ kind, json, limit = 'all' }: Flags) => {
      const all = (await context.engine()).guards.list()
      const records = kind ? all.filter(card => card.kind === kind) : all
      await writeListing(context, { records, table: guardsTable, json, limit })
    })
}
