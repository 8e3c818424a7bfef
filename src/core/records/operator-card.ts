export interface ParameterCard {
  readonly name: string
  readonly initial: unknown
  /** Completes "must be …". */
  readonly expected: string
  readonly help: string
}

export const operatorKinds = ['transform', 'filter', 'augmenter', 'model', 'splitter'] as const
export type OperatorKind = (typeof operatorKinds)[number]

/** What an operator tells about itself: `n4a operators show`, the dashboard, the notebook. */
export interface OperatorCard {
  readonly id: string
  readonly kind: OperatorKind
  /** What a model predicts; null for other kinds. */
  readonly task: 'regression' | 'classification' | null
  readonly label: string
  readonly class_path: string
  readonly aliases: readonly string[]
  readonly summary: string
  readonly formula: string
  readonly source: string
  /** What a test holds its numbers against, and how closely. */
  readonly checked_against: string
  /** Where it differs from the Python library on purpose; null where nowhere. */
  readonly differs: string | null
  readonly params: readonly ParameterCard[]
}

/** The same for a metric. Nobody but the metric knows its direction. */
export interface MetricCard {
  readonly name: string
  /** For column headers: `RMSE`, `R²`. */
  readonly label: string
  readonly formula: string
  readonly higher_is_better: boolean
  /** The best value there is, or null where there is no bound. Distance to it ranks where neither end is best (bias). */
  readonly optimal: number | null
  /** Neither end is best: the distance to `optimal` ranks (bias, slope, intercept). */
  readonly ranks_by_distance?: boolean
  readonly task: 'regression' | 'classification'
  /** Other names that mean it in a run file. */
  readonly aliases?: readonly string[]
  /** Computed where it is asked for; stored with a result only where it ranks. */
  readonly on_demand?: boolean
  /** What other tools call it. */
  readonly elsewhere?: string
  /** In the unit of y, or a pure number. */
  readonly unit: 'y' | 'y²' | 'none'
}
