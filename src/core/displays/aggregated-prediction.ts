import type { AggregatedPrediction, MetricCard } from '../records/index.ts'
import { textColumn } from './column.ts'
import { type Column, type TableDisplay, tableOf } from './display.ts'
import { formatCount } from './format.ts'
import { metricLabel, scoreText } from './labels.ts'

interface Row {
  readonly metric: string
  readonly score: string
}

/** Every metric of the predictions together. */
export function aggregatedTable(aggregated: AggregatedPrediction, metrics: readonly MetricCard[]): TableDisplay {
  const { by, predictions, dataset, partition, n_samples, scores, left_out } = aggregated
  const columns: readonly Column<Row>[] = [
    textColumn('metric', 'Metric', 0, row => row.metric),
    textColumn('score', 'Score', 0, row => row.score),
  ]
  const rows = Object.keys(scores).map(name => ({ metric: metricLabel(name, metrics), score: scoreText(scores, name) }))
  const beside =
    left_out.length > 0 ? `, ${formatCount(left_out.length, 'average or refit', 'averages and refits')} left out` : ''
  const title = `${by} of ${formatCount(predictions.length, 'prediction')}: ${dataset}, ${partition}, ${formatCount(n_samples, 'sample')}${beside}`
  return tableOf(title, columns, rows, 'No score is defined.')
}
