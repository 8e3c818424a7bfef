import type { MetricCard, Partition, ResultRecord, Scores, TaskType } from '../records/index.ts'
import { formatScore } from './format.ts'
import { metricTask } from './ranking.ts'

/** What a score is called: NIR words for the root mean square error, the metric and the part otherwise. */
const errorWords = { train: 'RMSEC', val: 'RMSECV', test: 'RMSEP' } as const
const partWords = {
  regression: { train: 'cal', val: 'cv', test: 'pred' },
  classification: { train: 'train', val: 'cv', test: 'test' },
} as const
const shortPartWords = {
  regression: { train: 'Cal.', val: 'CV', test: 'Pred.' },
  classification: { train: 'Train', val: 'CV', test: 'Test' },
} as const
const longPartWords = { train: 'train', val: 'out-of-fold', test: 'test' } as const

/** In a sentence: `RMSECV`; `R² cv`; `Balanced accuracy (out-of-fold)`. */
export function scoreLabel(metric: string, partition: Partition, metrics: readonly MetricCard[] = []): string {
  return metricTask(metric, metrics) === 'classification'
    ? `${metricLabel(metric, metrics)} (${longPartWords[partition]})`
    : scoreHeading(metric, partition, metrics)
}

/** The same over a column, where room is short: `RMSECV`; `R² cv`; `Balanced accuracy cv`. */
export function scoreHeading(metric: string, partition: Partition, metrics: readonly MetricCard[] = []): string {
  if (metric === 'rmse') return errorWords[partition]
  return `${metricLabel(metric, metrics)} ${partWords[metricTask(metric, metrics)][partition]}`
}

/** Where the title names the metric already: `RMSECV`; `CV`. */
export function partHeading(metric: string, partition: Partition, metrics: readonly MetricCard[] = []): string {
  if (metric === 'rmse') return errorWords[partition]
  return shortPartWords[metricTask(metric, metrics)][partition]
}

/** Of a metric beside the ranking one, pooled out-of-fold. */
export const companionHeading = (metric: string, metrics: readonly MetricCard[]): string =>
  metric === 'r2' ? 'R² cv' : scoreHeading(metric, 'val', metrics)

/** As the metric calls itself; else its name, short ones in capitals. */
export function metricLabel(metric: string, metrics: readonly MetricCard[] = []): string {
  const known = metrics.find(card => card.name === metric)?.label
  if (known !== undefined) return known
  return metric.length > 5 ? `${metric[0]!.toUpperCase()}${metric.slice(1).replaceAll('_', ' ')}` : metric.toUpperCase()
}

/** Which sorted end is better; neither for metrics that rank by distance (bias) or are not known. */
export function betterEnd(metric: string, metrics: readonly MetricCard[]): { better?: 'low' | 'high' } {
  const card = metrics.find(({ name }) => name === metric)
  if (!card || card.ranks_by_distance) return {}
  return { better: card.higher_is_better ? 'high' : 'low' }
}

/** The ranking metric the records share; `rmse` where there are none, null where they differ. */
export function sharedMetric(records: readonly { readonly metric: string }[]): string | null {
  const names = new Set(records.map(({ metric }) => metric))
  return names.size > 1 ? null : ([...names][0] ?? 'rmse')
}

/** The shared metric; where they differ, the usual one of what is predicted. */
export function leadingMetric(records: readonly { readonly metric: string; readonly task_type: TaskType }[]): string {
  return sharedMetric(records) ?? (records.every(ofClasses) ? 'balanced_accuracy' : 'rmse')
}

/** Whether classes are predicted, not quantities. */
export const ofClasses = ({ task_type }: { readonly task_type: TaskType }): boolean => task_type !== 'regression'

/** Test scores of the refitted model where there is one, else the mean of the fold models'. */
export function predictionScores(result: ResultRecord) {
  if (result.scores.final_test) return { scores: result.scores.final_test, model: 'refit' } as const
  if (result.scores.test) return { scores: result.scores.test, model: 'folds' } as const
  return null
}

/** A score of a part; what is only rounding beside its error (the bias of a calibration, 1e-14) is 0. */
export function scoreText(scores: Scores | undefined, name: string): string {
  const value = scores?.[name]
  const negligible = Math.abs(scores?.rmse ?? 0) * 1e-9
  return formatScore(typeof value === 'number' && Math.abs(value) < negligible ? 0 : value)
}
