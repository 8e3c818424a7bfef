import { UnknownMetric } from '../errors/index.ts'
import { bias } from './bias.ts'
import { mae } from './mae.ts'
import { max_error } from './max-error.ts'
import type { Metric } from './metric.ts'
import { mse } from './mse.ts'
import { r2 } from './r2.ts'
import type { RegressionErrors } from './regression-errors.ts'
import { intercept, slope } from './regression-line.ts'
import { rmse } from './rmse.ts'
import { rpd, rpd_rmse } from './rpd.ts'
import { rpiq } from './rpiq.ts'
import { sep, sep_n } from './sep.ts'

/** Every metric there is. A new one is a file and a line here. */
export const metrics: readonly Metric[] = [
  rmse,
  r2,
  mae,
  max_error,
  mse,
  bias,
  sep,
  sep_n,
  rpd,
  rpd_rmse,
  rpiq,
  slope,
  intercept,
]

export function findMetric(name: string): Metric | undefined {
  return metrics.find(metric => metric.name === name)
}

/** @throws UnknownMetric */
export function getMetric(name: string): Metric {
  const metric = findMetric(name)
  if (!metric) throw UnknownMetric({ name, known: metrics.map(known => known.name) })
  return metric
}

/** Every metric by name; null where it is not defined. */
export function scoreAll(errors: RegressionErrors): Record<string, number | null> {
  const scores: Record<string, number | null> = {}
  for (const metric of metrics) {
    const score = metric.score(errors)
    scores[metric.name] = Number.isFinite(score) ? score : null
  }
  return scores
}

/** What a metric tells about itself, as plain data. */
export function metricCard({ name, label, formula, higher_is_better, optimal, unit }: Metric) {
  return { name, label, formula, higher_is_better, optimal, unit }
}
