import { getMetric, type Metric } from '../metrics/index.ts'

/** What ranks where nothing is said. */
export const usualMetrics = { regression: 'rmse', classification: 'balanced_accuracy' } as const

/** The metric of a run for one dataset: that of its configuration, or the usual one where that scores the other kind of target. */
export function rankingMetric(name: string, { classes }: { readonly classes: readonly string[] | null }): Metric {
  const metric = getMetric(name)
  const task = classes === null ? 'regression' : 'classification'
  return metric.task === task ? metric : getMetric(usualMetrics[task])
}
