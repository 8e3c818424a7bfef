export interface ScoreStatistics {
  readonly n: number
  readonly min: number
  readonly max: number
  readonly mean: number
  /** Sum of squared distances to the mean: merges across files. */
  readonly m2: number
  /** n − 1. */
  readonly std: number
  /** Type 7, from the digest. */
  readonly quartiles: readonly [number, number, number]
  /** t-digest centroids `[mean, weight]`. */
  readonly digest: readonly (readonly [number, number])[]
}

export interface Facet {
  readonly name: string
  readonly count: number
  readonly avg_val_score?: number
}

export interface SummarizedRun {
  readonly id: string
  readonly n_predictions: number
  readonly best_val_score: number | null
}

export interface TopPrediction {
  readonly id: string
  readonly result_id: string
  readonly model_name: string
  readonly config_name: string
  readonly val_score: number
  readonly test_score: number | null
  readonly fold_id: string
  readonly partition: string
}

/** The JSON under `n4a_summary` in the footer of a predictions file: what a dashboard shows before it reads a row. */
export interface PredictionSummary {
  readonly schema_version: string
  readonly n4a_version: string
  readonly generated_at: string
  readonly dataset_name: string
  readonly total_predictions: number
  readonly stats: Readonly<Record<'train_score' | 'val_score' | 'test_score', ScoreStatistics | null>>
  readonly facets: {
    readonly models: readonly Facet[]
    readonly partitions: readonly Facet[]
    readonly folds: readonly Facet[]
    readonly preprocessings: readonly Facet[]
    readonly n_configs: number
    readonly n_runs: number
  }
  readonly runs: readonly SummarizedRun[]
  /** Best first in the metric's direction; one entry a result. */
  readonly top_predictions: readonly TopPrediction[]
  readonly task_types: readonly string[]
  readonly metric_types: readonly string[]
  readonly date_range: readonly [string, string] | null
  readonly branch_counts: Readonly<Record<string, number>>
}
