import type { Dataset } from '../datasets/index.ts'
import { TaskMismatch } from '../errors/index.ts'
import { getMetric } from '../metrics/index.ts'
import type { RunConfig, RunRequest } from '../records/index.ts'
import { rankingMetric, usualMetrics } from '../run/index.ts'

/**
 * What the request leaves open is settled by the targets: classes rank by balanced accuracy and are divided with the share of
 * each class kept, groups together.
 * @throws TaskMismatch where the metric that was asked for scores the other kind of target
 */
export function settleConfig(asked: RunRequest['config'], config: RunConfig, datasets: readonly Dataset[]): RunConfig {
  const classes = datasets.filter(dataset => dataset.classes !== null)
  if (asked?.metric !== undefined) checkMetric(asked.metric, datasets)
  if (classes.length === 0) return config
  const all = classes.length === datasets.length
  const grouped = classes.every(({ groups }) => groups !== null)
  const splitter = grouped ? 'StratifiedGroupKFold' : 'StratifiedKFold'
  const folds = asked?.folds === undefined ? { ...config.folds, classes_splitter: splitter } : config.folds
  return {
    ...config,
    metric: asked?.metric === undefined && all ? usualMetrics.classification : config.metric,
    folds: all && asked?.folds === undefined ? { ...config.folds, splitter } : folds,
  }
}

function checkMetric(metric: string, datasets: readonly Dataset[]): void {
  for (const dataset of datasets) {
    if (rankingMetric(metric, dataset) === getMetric(metric)) continue
    const found = dataset.classes ? `${dataset.classes.length} classes` : 'quantities'
    const task = dataset.classes ? 'quantities' : 'classes'
    const { target } = dataset
    throw TaskMismatch({ what: `The metric ${metric}`, task, target, found }).at({ field: 'config.metric' })
  }
}
