import type { TaskType } from './dataset-record.ts'
import type { FitScope } from './run-record.ts'
import type { StoredModel } from './stored-model.ts'

/** Metric name → value; null where it is not defined (R² of a constant truth). */
export type Scores = Readonly<Record<string, number | null>>

export interface FoldSpread {
  readonly mean: number | null
  /** n − 1. */
  readonly sd: number | null
}

/** Only the parts that exist. */
export interface ResultScores {
  /** Mean over the fold models of their scores on their training rows. */
  readonly train?: Scores
  /** Pooled out-of-fold predictions. */
  readonly val?: Scores
  readonly val_folds?: Readonly<Record<string, FoldSpread>>
  /** Mean of the fold models' scores on the test rows. */
  readonly test?: Scores
  /** Fold models averaged, on the test rows; and weighted by their validation scores. */
  readonly avg_test?: Scores
  readonly w_avg_test?: Scores
  /** The model refitted on all training rows. */
  readonly final_train?: Scores
  readonly final_test?: Scores
}

/** `{keyword: chosen value}`, in the order met. */
export type GeneratorChoice = Readonly<Record<string, unknown>>

export interface RecordedError {
  readonly code: string
  readonly message: string
  readonly hint?: string
}

export const resultStatuses = ['completed', 'failed'] as const
export type ResultStatus = (typeof resultStatuses)[number]

/** One pipeline on one dataset. */
export interface ResultRecord {
  readonly id: string
  readonly run_id: string
  readonly template_id: string
  readonly template_name: string
  /** For people: `SNV > PLS(n_components=10)`. */
  readonly pipeline_config: string
  readonly pipeline_config_id: string
  readonly dataset: string
  readonly target: string
  readonly task_type: TaskType
  /** Labels of the classes, in the order of their codes; null for quantities. */
  readonly classes: readonly string[] | null
  readonly status: ResultStatus
  readonly error: RecordedError | null
  /** Ranking metric. */
  readonly metric: string
  readonly best_score: number | null
  /** `val`, or `test` where there is no validation. */
  readonly score_partition: 'val' | 'test' | null
  readonly best_model: string
  /** Which of its models ranks it, in the order of the template; null where each is for samples of its own and all rank together. */
  readonly best_member: number | null
  readonly preprocessings: string
  readonly n_samples: number
  /** After preprocessing. */
  readonly n_features: number
  readonly fit_scope: FitScope
  readonly generator_choices: readonly GeneratorChoice[]
  /** The factors, flat: `{preprocessing: 'SNV', model: 'PLSRegression', n_components: 10}`. */
  readonly params: Readonly<Record<string, unknown>>
  readonly scores: ResultScores
  readonly warnings: readonly string[]
  /** The share of its family's time. */
  readonly duration_ms: number
  readonly created_at: string
  readonly predictions_count: number
  /** Its models that the workspace keeps. */
  readonly stored_models: readonly StoredModel[]
}
