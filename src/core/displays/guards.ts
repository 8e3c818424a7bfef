import type { GuardCard, GuardKind } from '../records/index.ts'
import { textColumn } from './column.ts'
import { type Column, type TableDisplay, tableOf } from './display.ts'

const whenText: Readonly<Record<GuardKind, string>> = {
  design: 'before a run',
  result: 'on every result',
  run: 'after a run',
}

export const guardColumns: readonly Column<GuardCard>[] = [
  textColumn('id', 'Guard', 0, card => card.id),
  textColumn('kind', 'Looks', 1, card => whenText[card.kind]),
  textColumn('summary', 'Warns of', 0, card => card.summary),
  textColumn('remedy', 'Remedy', 2, card => card.remedy),
  textColumn('matters', 'Why', 3, card => card.matters),
]

export function guardsTable(cards: readonly GuardCard[]): TableDisplay {
  return tableOf('Guards', guardColumns, cards, 'No such guard. `n4a guards list` shows all of them.')
}
