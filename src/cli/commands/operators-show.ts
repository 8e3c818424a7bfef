import { type OperatorCard, printable, quote, type TableDisplay } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { jsonOption } from '../options.ts'
import { type Detail, textDetails } from '../output/text-details.ts'
import { writeRecord, writeTable } from '../output/write.ts'

const details = (card: OperatorCard): readonly Detail[] => [
  ['Operator', card.label],
  ['Kind', card.kind],
  ['What it does', card.summary],
  ['Formula', card.formula],
  ['Source', card.source],
  ['Checked against', card.checked_against],
  ['Differs on purpose', card.differs],
  ['Class', card.class_path],
  ['Also called', card.aliases.join(', ')],
  ['Id', card.id],
]

const parametersTable = ({ params }: OperatorCard): TableDisplay => ({
  kind: 'table',
  title: 'Parameters',
  columns: ['Parameter', 'Default', 'Must be', 'Meaning'].map(label => ({ label, align: 'left' as const })),
  rows: params.map(({ name, initial, expected, help }) => [
    printable(name),
    quote(initial),
    printable(expected),
    printable(help),
  ]),
  whenEmpty: 'It has no parameters.',
})

export const addOperatorsShow: AddCommand = (operators, context) => {
  operators
    .command('show')
    .summary('show one operator: formula, source, parameters with their ranges')
    .argument('<name>', 'id, label, class path or any alias')
    .addOption(jsonOption('the record'))
    .action(async (name: string, { json }: { json?: boolean }) => {
      const card = (await context.engine()).operators.get(name)
      if (json) return writeRecord(context, card)
      await context.write(`${textDetails(details(card))}\n`)
      await writeTable(context, parametersTable(card))
    })
}
