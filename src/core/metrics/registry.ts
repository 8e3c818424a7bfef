import { UnknownMetric } from '../errors/index.ts'
import { accuracy } from './accuracy.ts'
import { balanced_accuracy } from './balanced-accuracy.ts'
import { bias } from './bias.ts'
import type { ClassificationOutcome } from './classification-outcome.ts'
import { mae } from './mae.ts'
import { max_error } from './max-error.ts'
import type { ClassificationMetric, Metric, RegressionMetric } from './metric.ts'
import { mse } from './mse.ts'
import { r2 } from './r2.ts'
import type { RegressionErrors } from './regression-errors.ts'
import { intercept, slope } from './regression-line.ts'
import { rmse } from './rmse.ts'
import { rpd, rpd_rmse } from './rpd.ts'
import { rpiq } from './rpiq.ts'
import { sep, sep_n } from './sep.ts'

/** Scores of quantities. A new one is a file and a line here. */
export const regressionMetrics: readonly RegressionMetric[] = [
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

/** Scores of classes. */
export const classificationMetrics: readonly ClassificationMetric[] = [accuracy, balanced_accuracy]

/** Every metric there is. */
export const metrics: readonly Metric[] = [...regressionMetrics, ...classificationMetrics]

export function findMetric(name: string): Metric | undefined {
  return metrics.find(metric => metric.name === name)
}

/** @throws UnknownMetric */
export function getMetric(name: string): Metric {
  const metric = findMetric(name)
  if (!metric) throw UnknownMetric({ name, known: metrics.map(known => known.name) })
  return metric
}

/** Every regression metric by name; null where it is not defined. */
export function scoreAll(errors: RegressionErrors): Record<string, number | null> {
  return finiteScores(regressionMetrics, metric => metric.score(errors))
}

/** Every classification metric by name; null where it is not defined. */
export function scoreAllClasses(outcome: ClassificationOutcome): Record<string, number | null> {
  return finiteScores(classificationMetrics, metric => metric.score(outcome))
}

function finiteScores<M extends Metric>(
  scored: readonly M[],
  score: (metric: M) => number,
): Record<string, number | null> {
  const scores: Record<string, number | null> = {}
  for (const metric of scored) {
    const value = score(metric)
    scores[metric.name] = Number.isFinite(value) ? value : null
  }
  return scores
}

/** What a metric tells about itself, as plain data. */
export function metricCard({ score: _, ...card }: Metric) {
  return card
}
