import type { Dataset } from '../datasets/index.ts'
import type { Metric } from '../metrics/index.ts'
import type { Chain, Pipeline } from '../pipeline/index.ts'
import type { RunConfig } from '../records/index.ts'
import type { FoldRows } from './fold-rows.ts'
import type { GivenFolds } from './resolve-folds.ts'

/** One pipeline on one dataset: what becomes a result. */
export interface Evaluation {
  readonly result_id: string
  readonly template_id: string
  readonly template_name: string
  readonly pipeline_config_id: string
  readonly pipeline: Pipeline
  readonly dataset: Dataset
  /** Ranks it. */
  readonly metric: Metric
  readonly rows: FoldRows
  /** One for each of its models. */
  readonly members: readonly Member[]
}

/** One model of an evaluation. */
export interface Member {
  readonly chain: Chain
  /** Those of the evaluation, or of the samples that its branch is for. */
  readonly rows: FoldRows
}

/** Members of evaluations that one computation serves: they share rows and preprocessing. */
export interface SharedFit {
  readonly dataset: Dataset
  readonly rows: FoldRows
  readonly members: readonly FitMember[]
  /** Their targets are modelled together. */
  readonly joint: boolean
}

export interface FitMember {
  readonly evaluation: Evaluation
  readonly member: Member
}

/**
 * Evaluations that are computed together, and end together. Its size depends on the request alone, never on the machine, so
 * results do not either.
 */
export interface Task {
  readonly evaluations: readonly Evaluation[]
  readonly fits: readonly SharedFit[]
}

/** Everything a run will do, decided before it starts: ids, folds, families. */
export interface RunPlan {
  readonly config: RunConfig
  /** Folds that were read from a file; null where the configuration makes them. */
  readonly given: GivenFolds | null
  /** As read: what a target of quantities becomes for classifiers is made of them. */
  readonly datasets: readonly Dataset[]
  readonly evaluations: readonly Evaluation[]
  readonly tasks: readonly Task[]
  /** Distinct model fits, refits of the best aside. */
  readonly fits: number
}

/** A template as the plan takes it in. */
export interface PlannedTemplate {
  readonly template_id: string
  readonly name: string
  readonly pipelines: readonly { readonly pipeline: Pipeline; readonly config_id: string }[]
}
