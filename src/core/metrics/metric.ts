import type { ClassificationOutcome } from './classification-outcome.ts'
import type { RegressionErrors } from './regression-errors.ts'

interface MetricDeclaration {
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
  /** Other names that mean it in a run file, such as those of the Python library (`f1`). Records hold `name`. */
  readonly aliases?: readonly string[]
  /**
   * Not worth its bytes in every part of every result: computed where it is asked for, and stored only where it ranks.
   */
  readonly on_demand?: boolean
  /** Of a program's own, not of the registry. */
  readonly own?: true
  /** Known from a workspace alone: it orders stored scores, and scores nothing. */
  readonly remembered?: true
  /** What other tools call it: `sklearn: root_mean_squared_error`. */
  readonly elsewhere: string
}

/** A score of predicted quantities. */
export interface RegressionMetric extends MetricDeclaration {
  readonly task: 'regression'
  readonly unit: 'y' | 'y²' | 'none'
  /** NaN where it is not defined. */
  readonly score: (errors: RegressionErrors) => number
}

/** A score of predicted classes. */
export interface ClassificationMetric extends MetricDeclaration {
  readonly task: 'classification'
  readonly unit: 'none'
  /** NaN where it is not defined. */
  readonly score: (outcome: ClassificationOutcome) => number
}

/** A score of predictions against the truth. The only place that knows which direction is better. */
export type Metric = RegressionMetric | ClassificationMetric

/** Number to sort by, lower is better, whatever the metric's direction. */
export function rankingValue(metric: Metric, score: number): number {
  if (metric.ranks_by_distance) return Math.abs(score - (metric.optimal ?? 0))
  return metric.higher_is_better ? -score : score
}
