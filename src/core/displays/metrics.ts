import type { MetricCard } from '../records/index.ts'
import { textColumn } from './column.ts'
import { type Column, type TableDisplay, tableOf } from './display.ts'

/** Which values are good, in words. */
export function betterText({ higher_is_better, optimal, ranks_by_distance }: MetricCard): string {
  if (ranks_by_distance) return `near ${optimal}`
  const direction = higher_is_better ? 'higher' : 'lower'
  return optimal === null ? direction : `${direction}, best ${optimal}`
}

export const metricColumns: readonly Column<MetricCard>[] = [
  textColumn('name', 'Name', 0, card => card.name),
  textColumn('label', 'Label', 1, card => card.label),
  textColumn('task', 'Of', 1, card => (card.task === 'regression' ? 'quantities' : 'classes')),
  textColumn('better', 'Better', 0, betterText),
  textColumn('formula', 'Formula', 0, card => card.formula),
  textColumn('unit', 'Unit', 3, card => (card.unit === 'none' ? null : card.unit)),
  textColumn('on_demand', 'Stored', 3, card => (card.on_demand ? 'where it ranks' : 'always')),
  textColumn('aliases', 'Also called', 2, card => card.aliases?.join(', ')),
  textColumn('elsewhere', 'Elsewhere', 4, card => card.elsewhere),
]

export function metricsListTable(cards: readonly MetricCard[]): TableDisplay {
  return tableOf('Metrics', metricColumns, cards, 'No such metric. `n4a metrics list` shows all of them.')
}
