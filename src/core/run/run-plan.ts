import type { Dataset } from '../datasets/index.ts'
import type { Pipeline } from '../pipeline/index.ts'
import type { RunConfig } from '../records/index.ts'
import type { FoldRows } from './fold-rows.ts'

/** One pipeline on one dataset: what becomes a result. */
export interface Evaluation {
  readonly result_id: string
  readonly template_id: string
  readonly template_name: string
  readonly pipeline_config_id: string
  readonly pipeline: Pipeline
  readonly dataset: Dataset
}

/**
 * Evaluations that share their preprocessing and differ at most in a parameter that one fit serves. Its size depends on the
 * request alone, never on the machine, so results do not either.
 */
export interface Task {
  readonly dataset: Dataset
  readonly rows: FoldRows
  readonly evaluations: readonly Evaluation[]
}

/** Everything a run will do, decided before it starts: ids, folds, families. */
export interface RunPlan {
  readonly config: RunConfig
  readonly evaluations: readonly Evaluation[]
  readonly tasks: readonly Task[]
  /** Distinct model fits, refits of the best aside. */
  readonly fits: number
  readonly warnings: readonly string[]
}

/** A template as the plan takes it in. */
export interface PlannedTemplate {
  readonly template_id: string
  readonly name: string
  readonly pipelines: readonly { readonly pipeline: Pipeline; readonly config_id: string }[]
}
