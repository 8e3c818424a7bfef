import { Option } from 'commander'
import { type OperatorCard, operatorKinds, operatorsTable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption, type Limit, limitOption } from '../options.ts'
import { writeListing } from '../output/write-listing.ts'

interface Flags {
  readonly kind?: OperatorCard['kind']
  readonly json?: boolean
  readonly limit?: Limit
}

export const addOperatorsList: AddCommand = (operators, context) => {
  operators
    .command('list')
    .summary('list preprocessing steps, filters, augmenters, models and splitters')
    .addOption(new Option('--kind <kind>', 'only of this kind').choices(operatorKinds))
    .addOption(limitOption())
    .addOption(jsonOption())
    .action(async ({ kind, json, limit }: Flags) => {
      const all = (await context.engine()).operators.list()
      const records = kind ? all.filter(card => card.kind === kind) : all
      await writeListing(context, { records, table: operatorsTable, json, limit })
    })
}
