import type { RegressionErrors } from './regression-errors.ts'

/** A score of predictions against the truth. The only place that knows which direction is better. */
export interface Metric {
  /** As in records and templates: `rmse`. */
  readonly name: string
  /** For column headers: `RMSE`. */
  readonly label: string
  readonly formula: string
  readonly higher_is_better: boolean
  /** The best value there is; null where there is no bound. */
  readonly optimal: number | null
  /** Rank by the distance to `optimal`, because neither end is best (bias, slope, intercept). */
  readonly ranks_by_distance?: boolean
  readonly unit: 'y' | 'y²' | 'none'
  /** NaN where it is not defined. */
  readonly score: (errors: RegressionErrors) => number
}

/** Number to sort by, lower is better, whatever the metric's direction. */
export function rankingValue(metric: Metric, score: number): number {
  if (metric.ranks_by_distance) return Math.abs(score - (metric.optimal ?? 0))
  return metric.higher_is_better ? -score : score
}
