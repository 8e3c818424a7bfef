import type { FacetScore, FacetValue, FieldFacet, MetricCard } from '../records/index.ts'
import { countColumn, numberColumn, textColumn } from './column.ts'
import { type Column, type TableDisplay, tableOf } from './display.ts'
import { formatScore } from './format.ts'
import { metricLabel } from './labels.ts'

/** One value of a field on one dataset. */
interface FacetRow {
  readonly field: string
  readonly value: FacetValue['value']
  readonly count: number
  readonly score: FacetScore | null
}

const facetColumns = (metrics: readonly MetricCard[]): readonly Column<FacetRow>[] => [
  textColumn('field', 'Field', 0, ({ field }) => field),
  textColumn('value', 'Value', 0, ({ value }) => (value === null ? null : String(value))),
  countColumn('count', 'Count', 0, ({ count }) => count),
  textColumn('dataset', 'Dataset', 1, ({ score }) => score?.dataset ?? null),
  textColumn('metric', 'Metric', 2, ({ score }) => score && metricLabel(score.metric, metrics)),
  numberColumn(
    'best',
    'Best',
    { priority: 1 },
    ({ score }) => score?.best ?? null,
    ({ score }) => formatScore(score?.best),
  ),
  numberColumn(
    'median',
    'Median',
    { priority: 2 },
    ({ score }) => score?.median ?? null,
    ({ score }) => formatScore(score?.median),
  ),
  countColumn('n', 'Scored', 3, ({ score }) => score?.n ?? null),
  textColumn('best_id', 'Best is', 4, ({ score }) => score?.best_id ?? null),
]

/** How records divide by the values of fields; a line for each dataset where several have a value. */
export function facetsTable(facets: readonly FieldFacet[], metrics: readonly MetricCard[]): TableDisplay {
  const rows = facets.flatMap(({ field, values }) =>
    values.flatMap(({ value, count, scores }) =>
      (scores.length > 0 ? scores : [null]).map((score): FacetRow => ({ field, value, count, score })),
    ),
  )
  return tableOf('Facets', facetColumns(metrics), rows, 'No record fits.', { within: ({ field }) => field })
}
