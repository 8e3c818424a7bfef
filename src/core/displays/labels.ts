import type { MetricCard, Partition, ResultRecord, Scores } from '../records/index.ts'
import { formatScore } from './format.ts'

/** What a score is called: NIR words for the root mean square error, the metric and the part otherwise. */
const errorWords = { train: 'RMSEC', val: 'RMSECV', test: 'RMSEP' } as const
const partWords = { train: 'cal', val: 'cv', test: 'pred' } as const

/** `RMSECV`; `R² cv`. */
export function scoreLabel(metric: string, partition: Partition, metrics: readonly MetricCard[] = []): string {
  if (metric === 'rmse') return errorWords[partition]
  return `${metricLabel(metric, metrics)} ${partWords[partition]}`
}

/** As the metric calls itself, or its name in capitals. */
export function metricLabel(metric: string, metrics: readonly MetricCard[] = []): string {
  return metrics.find(card => card.name === metric)?.label ?? metric.toUpperCase()
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
