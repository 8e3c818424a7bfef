import type { RunStatus } from './run-record.ts'

/**
 * Parts of a workspace that take up room; `deleted` holds runs that can be brought back, `tables` holds datasets that programs gave as arrays, `other` the registry of datasets
 * and whatever else stands there.
 */
export const workspaceParts = ['runs', 'deleted', 'predictions', 'arrays', 'binaries', 'tables', 'other'] as const
export type WorkspacePart = (typeof workspaceParts)[number]

/** What a workspace holds, counted from footers, manifests and the tails of segments. */
export interface WorkspaceInfo {
  readonly path: string
  readonly runs: Readonly<Record<RunStatus, number>>
  readonly results: number
  /** Out of sight until a compaction; counted nowhere else. */
  readonly deleted_runs: number
  readonly predictions: number
  /** Entries of the registry. */
  readonly datasets: number
  readonly bytes: Readonly<Record<WorkspacePart, number>>
  /** Predictions files whose summary is missing or wrong. */
  readonly files_without_summary: readonly string[]
  /** Segments that hold results which no checkpoint has moved into the Parquet files. */
  readonly unapplied_segments: number
  /** Files left out of these numbers because they are damaged; `verify` says why. */
  readonly unreadable_files: readonly string[]
}

export const workspaceProblemKinds = [
  'damaged_manifest',
  'damaged_segment',
  'damaged_table',
  'wrong_summary',
  'missing_predictions',
  'damaged_arrays',
  'missing_model',
  'damaged_model',
  'damaged_registry',
  'missing_dataset',
  'damaged_metric',
  'damaged_marks',
  'damaged_view',
  'unused_file',
] as const
export type WorkspaceProblemKind = (typeof workspaceProblemKinds)[number]

/** One thing that is wrong in a workspace. */
export interface WorkspaceProblem {
  readonly kind: WorkspaceProblemKind
  readonly path: string
  readonly what: string
  /** What to do about it. */
  readonly advice: string
}

/** What came of copying one run of another program's workspace. */
export interface ImportedRun {
  /** Its id there, and here. */
  readonly source_id: string
  readonly run_id: string
  readonly name: string
  readonly inferred: boolean
  /** `present`: everything of it had been copied before. */
  readonly outcome: 'imported' | 'continued' | 'present'
  /** Copied this time. */
  readonly results: number
  readonly predictions: number
}

/** Something that our format has no room for, or that could not be read. */
export interface NotCarried {
  readonly what: string
  readonly count: number
  readonly reason: string
}

export interface WorkspaceImport {
  readonly source: string
  readonly target: string
  readonly formats: readonly string[]
  readonly runs: readonly ImportedRun[]
  readonly not_carried: readonly NotCarried[]
}

export interface WorkspaceProgress {
  readonly done: number
  readonly total: number
  /** What was just done. */
  readonly path: string
}

/** A predictions file that was given its summary. */
export interface RebuiltSummary {
  readonly path: string
  readonly dataset: string
  readonly num_rows: number
  /** What was wrong before. */
  readonly reason: string
}

/** A run that is out of sight, until a compaction takes it away. */
export interface DeletedRun {
  readonly id: string
  readonly name: string
  /** Null where its manifest cannot be read; so with its creation. */
  readonly status: RunStatus | null
  readonly created_at: string | null
  readonly deleted_at: string | null
  /** `user@machine`. */
  readonly deleted_by: string | null
  readonly results: number
  readonly predictions: number
  readonly stored_models: number
}

export interface WorkspaceCompaction {
  /** Deleted runs that were taken away for good. */
  readonly removed_runs: readonly string[]
  /** Arrays and models that no record named. */
  readonly removed_files: readonly string[]
  readonly checkpointed_runs: number
  /** Predictions files that were written anew. */
  readonly rewritten_files: readonly string[]
  /** Of the whole workspace. */
  readonly bytes_before: number
  readonly bytes_after: number
}
