import { quote } from '../errors/index.ts'
import type { OperatorCard } from '../records/index.ts'
import { textColumn } from './column.ts'
import { type Column, type TableDisplay, tableOf } from './display.ts'

export const operatorColumns: readonly Column<OperatorCard>[] = [
  textColumn('label', 'Operator', 0, card => card.label),
  textColumn('kind', 'Kind', 1, card => card.kind),
  textColumn('summary', 'What it does', 0, card => card.summary),
  textColumn('params', 'Parameters', 2, card =>
    card.params.map(({ name, initial }) => `${name}=${quote(initial, 24)}`).join(', '),
  ),
  textColumn('class_path', 'Class', 3, card => card.class_path),
  textColumn('checked_against', 'Checked against', 4, card => card.checked_against),
  textColumn('source', 'Source', 5, card => card.source),
  textColumn('id', 'Id', 6, card => card.id),
]

export function operatorsTable(cards: readonly OperatorCard[]): TableDisplay {
  return tableOf('Operators', operatorColumns, cards, 'No such operator. `n4a operators list` shows all of them.')
}
