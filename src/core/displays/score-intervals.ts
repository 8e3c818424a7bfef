import { groupedDigits } from '../errors/index.ts'
import type { IntervalPart, MetricCard, ScoreInterval } from '../records/index.ts'
import { numberColumn, textColumn } from './column.ts'
import { type TableDisplay, tableOf } from './display.ts'
import { formatCount, formatScore } from './format.ts'
import { metricLabel } from './labels.ts'
import { metricTask } from './ranking.ts'
import { partLabelsOf } from './scores.ts'

const count = (n: number): string => groupedDigits(n)

/** Score and interval of each part, with what was resampled. */
export function intervalsTable(
  intervals: readonly ScoreInterval[],
  { metrics = [] }: { readonly metrics?: readonly MetricCard[] } = {},
): TableDisplay {
  const [first] = intervals
  const parts = partLabelsOf(first ? metricTask(first.metric, metrics) : 'regression')
  const label = first ? metricLabel(first.metric, metrics) : 'score'
  const title = first
    ? `${Number((first.confidence * 100).toPrecision(6))} % bootstrap intervals of ${label} (${first.method}, ${formatCount(first.n_resamples, 'resample')}, seed ${first.random_state})`
    : 'Bootstrap intervals'
  return tableOf<ScoreInterval>(
    title,
    [
      textColumn('part', 'Part', 0, ({ part }) => parts[part satisfies IntervalPart]),
      numberColumn('score', label, { priority: 0 }, ({ score }) => score),
      textColumn('interval', 'Interval', 0, ({ low, high }) =>
        low === null || high === null ? null : `${formatScore(low)} to ${formatScore(high)}`,
      ),
      textColumn('resampled', 'Resampled', 1, ({ resampled, n_resampled, n_samples }) =>
        resampled === 'groups'
          ? `${count(n_resampled)} groups of ${formatCount(n_samples, 'sample')}`
          : formatCount(n_resampled, 'sample'),
      ),
      textColumn('note', 'Note', 2, ({ note }) => note),
    ],
    intervals,
    'This result has no stored predictions.',
  )
}
