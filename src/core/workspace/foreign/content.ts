import type { N4aError } from '../../errors/index.ts'
import type { GeneratorChoice, Partition, RunStatus, Scores, TaskType } from '../../records/index.ts'

/*
 * What every format of the Python library is turned into before it becomes our records: the same rows from each of its
 * versions. A field that a format does not have is null.
 */

export interface ForeignRun {
  readonly id: string
  readonly name: string
  readonly status: RunStatus
  readonly created_at: string
  readonly completed_at: string | null
  readonly error: string | null
  /** No run is stored: this one is a guess from names and times. */
  readonly inferred: boolean
  readonly warnings: readonly string[]
}

/** One configuration on one dataset. */
export interface ForeignPipeline {
  /** Unique in its store. */
  readonly id: string
  readonly run_id: string
  readonly name: string
  readonly dataset: string
  readonly dataset_hash: string | null
  readonly steps: readonly unknown[] | null
  /** Before expansion, where it is stored. */
  readonly template: readonly unknown[] | null
  readonly generator_choices: readonly GeneratorChoice[]
  readonly failed: string | null
  readonly metric: string | null
  /** What the store takes for its best validation score. */
  readonly stored_best: number | null
  readonly duration_ms: number
  readonly created_at: string
  readonly warnings: readonly string[]
}

/** Names of arrays that only the store which gave them understands. */
export interface ForeignArrays {
  readonly y_true: string
  readonly y_pred: string
  readonly sample_indices: string | null
  readonly y_proba: { readonly ref: string; readonly columns: number } | null
}

export interface ForeignPrediction {
  readonly id: string
  readonly pipeline_id: string
  /** Predictions of one model of a pipeline share it. */
  readonly chain: string
  readonly dataset: string
  readonly model_name: string
  readonly model_classname: string
  readonly fold_id: string
  readonly partition: Partition
  readonly train_score: number | null
  readonly val_score: number | null
  readonly test_score: number | null
  readonly metric: string
  readonly task_type: TaskType
  readonly n_samples: number
  readonly n_features: number
  /** Of its partition, under our names. */
  readonly scores: Scores
  readonly best_params: Readonly<Record<string, unknown>>
  readonly preprocessings: string
  readonly branch_id: number | null
  readonly branch_name: string | null
  readonly refit: boolean
  readonly arrays: ForeignArrays
}

/** Where `avg` and `w_avg` of partition val come from. */
export type AverageKind =
  /** Out-of-fold predictions joined, scored together (0.7 and later). */
  | 'pooled'
  /** The score is the mean of the folds' scores, the arrays are in-sample (0.6). */
  | 'mean_of_folds'
  /** Score and arrays are in-sample (0.5 and earlier). */
  | 'in_sample'

export interface ForeignContent {
  readonly averages: AverageKind
  readonly runs: readonly ForeignRun[]
  readonly pipelines: readonly ForeignPipeline[]
  readonly predictions: readonly ForeignPrediction[]
  /** Rows that the Python library has deleted. */
  readonly deleted: number
  /** What could not be read; the rest is there. */
  readonly problems: readonly N4aError[]
}

/** One store of one format in a folder. Nothing is kept open. */
export interface ForeignStore {
  readonly format: string
  /** `nirs4all 0.8.4 and later: store.sqlite`. */
  readonly label: string
  /** Changes when the files do. */
  version(): string
  /** @throws DamagedFile and other storage errors where nothing can be read */
  read(): Promise<ForeignContent>
  /** @throws DamagedFile */
  readArray(ref: string): Promise<Float64Array>
}

/** A format: one file, and one line in the registry. */
export interface ForeignFormat {
  readonly id: string
  /** Null where the folder holds none of this format. Cheap: names are looked at, nothing is read. */
  open(folder: string): ForeignStore | null
}
