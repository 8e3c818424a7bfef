import type { DatasetRecord } from './dataset-record.ts'
import type { ArchiveOrigin } from './run-archive.ts'
import type { TemplateReference } from './template-record.ts'

export const runStatuses = ['queued', 'running', 'paused', 'completed', 'failed', 'cancelled'] as const
export type RunStatus = (typeof runStatuses)[number]

/** The only changes of state there are; anything else is an error. */
export const runTransitions: Readonly<Record<RunStatus, readonly RunStatus[]>> = {
  queued: ['running', 'cancelled'],
  running: ['completed', 'failed', 'paused', 'cancelled'],
  paused: ['running', 'cancelled'],
  failed: ['queued'],
  // Where some of its results failed, and are asked for again.
  completed: ['queued'],
  cancelled: [],
}

export interface FoldsConfig {
  /** Registered splitter, with its parameters beside it. */
  readonly splitter?: string
  /** The same for targets that hold classes, in a run that has targets of both kinds. */
  readonly classes_splitter?: string
  /** Or a file of folds: a list of {train, val}, positions among the training rows. */
  readonly file?: string
  readonly [parameter: string]: unknown
}

/** `fold`: preprocessing is fitted on the training rows of the fold it serves. `train_partition`: once, as nirs4all does. */
export const fitScopes = ['fold', 'train_partition'] as const
export type FitScope = (typeof fitScopes)[number]

export const refitChoices = ['best', 'all', 'none'] as const
export type RefitChoice = (typeof refitChoices)[number]

export interface RunConfig {
  readonly folds: FoldsConfig
  /** Ranking metric. */
  readonly metric: string
  readonly refit: RefitChoice
  readonly fit_scope: FitScope
  readonly random_state: number | null
}

/** Who executes the run, or did last. */
export interface RunExecutor {
  readonly host: string
  readonly pid: number
  readonly attempt: number
}

export interface RunSummary {
  readonly total_results: number
  readonly completed_results: number
  readonly failed_results: number
  /** Best result of each dataset, by pooled out-of-fold score. */
  readonly best_results: readonly BestResult[]
}

export interface BestResult {
  readonly dataset: string
  readonly result_id: string
  readonly template_id: string
  readonly pipeline_config: string
  readonly pipeline_config_id: string
  readonly score: number
  readonly score_partition: string
  readonly metric: string
}

/** Where a run comes from that another program made. */
export interface ForeignOrigin {
  /** `sqlite`, `duckdb`, `parquet`, `json`. */
  readonly format: string
  /** For people, with the versions that write it. */
  readonly label: string
  readonly path: string
  /** Its id there. */
  readonly run_id: string
  /** No run is stored there: this one is guessed from names and times. */
  readonly inferred: boolean
  /** When it was copied; absent where it is read in its place. */
  readonly imported_at?: string
}

/** The model whose predictions of an external set a run holds. */
export interface PredictionOrigin {
  readonly result_id: string
  readonly run_id: string
  /** `final`, `avg`, `w_avg` or a fold. */
  readonly model: string
  readonly member: number
}

/** What `run_manifest.yaml` holds; rewritten only at a change of state. */
export interface RunManifest {
  readonly schema_version: string
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly status: RunStatus
  readonly created_at: string
  readonly started_at?: string
  readonly completed_at?: string
  readonly n4a_version: string
  readonly executor?: RunExecutor
  readonly templates: readonly TemplateReference[]
  /** As they were when the run was made: provenance that never changes. `ref` points to the registry. */
  readonly datasets: readonly DatasetRecord[]
  readonly config: RunConfig
  readonly total_pipeline_configs: number
  readonly total_results: number
  readonly warnings: readonly string[]
  readonly summary?: RunSummary
  readonly error?: string
  /** Absent for our own runs. */
  readonly foreign?: ForeignOrigin
  /** Present where it was brought as an archive of another workspace. */
  readonly archive?: ArchiveOrigin
  /** Present where nothing was fitted: a model predicted new samples. */
  readonly prediction_of?: PredictionOrigin
}

/** One experiment: templates × datasets. The manifest, and what is derived from the results stored so far. */
export interface RunRecord extends RunManifest {
  readonly completed_results: number
  readonly failed_results: number
  readonly best_results: readonly BestResult[]
  /** Some results are stored, but not all. */
  readonly partial: boolean
  /** A process holds the run's lock. A `running` run without one was interrupted and can be resumed. */
  readonly live: boolean
  readonly duration_ms: number | null
}
