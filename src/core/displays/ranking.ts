import type { MetricCard } from '../records/index.ts'

/**
 * Number to order scores by, lower is better, as the metric says of itself; NaN where it is not known, which is neither
 * better nor worse than anything.
 */
export function rankingCost(score: number, metric: string, metrics: readonly MetricCard[]): number {
  const card = metrics.find(({ name }) => name === metric)
  if (!card) return Number.NaN
  if (card.ranks_by_distance) return Math.abs(score - (card.optimal ?? 0))
  return card.higher_is_better ? -score : score
}

/** Whether `score` beats `other` by the metric. */
export const isBetter = (score: number, other: number, metric: string, metrics: readonly MetricCard[]): boolean =>
  rankingCost(score, metric, metrics) < rankingCost(other, metric, metrics)

/** What the metric scores; a metric that is not known counts as one of quantities. */
export const metricTask = (metric: string, metrics: readonly MetricCard[]): MetricCard['task'] =>
  metrics.find(({ name }) => name === metric)?.task ?? 'regression'

/** What people look at beside the ranking metric, the most telling first. */
const companions = {
  regression: ['r2', 'rpd'],
  classification: ['accuracy', 'balanced_accuracy', 'f1_macro', 'mcc'],
} as const
const mostCompanions = 3

/** Metrics worth a column beside `metric`: of the same task, and known. */
export function companionsOf(
  metric: string,
  metrics: readonly MetricCard[],
  task: MetricCard['task'] = metricTask(metric, metrics),
): readonly string[] {
  const known = (name: string) => task === 'regression' || metrics.some(card => card.name === name)
  return companions[task].filter(name => name !== metric && known(name)).slice(0, mostCompanions)
}
