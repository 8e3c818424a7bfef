import type { DatasetStatus } from './dataset-record.ts'

/** In the order in which they are asked, cheapest first. */
export const resolutionStages = [
  'stored_path',
  'given_path',
  'usual_places',
  'same_size',
  'quick_hash',
  'full_hash',
] as const
export type ResolutionStageName = (typeof resolutionStages)[number]

/** What one stage looked at, and what was left after it. */
export interface ResolutionStage {
  readonly stage: ResolutionStageName
  /** Files it looked at. */
  readonly examined: number
  /** Of these, how many still may be, or are, the dataset. */
  readonly left: number
  /** A clause without a full stop. */
  readonly evidence: string
  readonly duration_ms: number
}

/**
 * What says that files are those of the dataset: `facts`, their place, size and time of change; `sample`, their size, time of
 * change and the bytes at head, middle and tail; `content`, the hash of all bytes.
 */
export type DatasetProof = 'facts' | 'sample' | 'content'

/** A file that may be the one that is looked for. */
export interface DatasetCandidate {
  readonly path: string
  /** Bytes. */
  readonly size: number
  readonly modified_at: string
  /** `same`: it is; `undecided`: nothing speaks against it, and it was not read whole. */
  readonly verdict: 'same' | 'undecided' | 'differs'
  /** A clause without a full stop. */
  readonly reason: string
}

/** What was found of one dataset. */
export interface DatasetCheck {
  readonly id: string
  readonly name: string
  readonly version: string
  readonly status: DatasetStatus
  readonly status_before: DatasetStatus
  /** Null unless it is valid or relocated. */
  readonly proof: DatasetProof | null
  /** Where it is; null where it was not found. */
  readonly path: string | null
  readonly path_before: string | null
  readonly stages: readonly ResolutionStage[]
  readonly candidates: readonly DatasetCandidate[]
  /** Files that were read to their end. */
  readonly whole_reads: number
  readonly duration_ms: number
  /** A sentence; null where nothing has to be done. */
  readonly advice: string | null
}

export interface DatasetCheckRequest {
  /** Ids, or enough of them. Default: every dataset. */
  readonly ids?: readonly string[]
  /** Folders to look through for what is not where it was, beside the usual places. */
  readonly search?: readonly string[]
  /** Read every file whole rather than trust its size and time of change. */
  readonly full?: boolean
  /** Leave the registry as it is. */
  readonly dry_run?: boolean
  readonly signal?: AbortSignal
  /** Called before each dataset is looked at. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number; readonly name: string }) => void
  /** Called when a stage of looking for a dataset begins and when it ends, with the stages so far; `under` is null between two. */
  readonly onStage?: (stages: readonly ResolutionStage[], under: ResolutionStageName | null) => void
}

/** Where datasets are now: one file, what every path begins with, or folders to look through. */
export interface DatasetRelocation extends Omit<DatasetCheckRequest, 'ids'> {
  /** Default: every dataset. */
  readonly id?: string
  /** Where the dataset of `id` is. */
  readonly path?: string
  /** What paths began with, as they are registered; a whole folder or file. */
  readonly from?: string
  /** What they begin with now. */
  readonly to?: string
}

/** The content of a dataset as registered and as it is now. */
export interface DatasetChange {
  readonly id: string
  readonly name: string
  readonly path: string
  readonly version_before: string
  /** What the new version is called; the same where the content is. */
  readonly version: string
  readonly changed: boolean
  /** What differs, field by field: samples, channels, range of the target, size. */
  readonly differences: readonly {
    readonly field: string
    readonly before: string | number | null
    readonly after: string | number | null
  }[]
}

export interface DatasetAcceptance {
  /** Where the changed file is. Default: where the dataset is registered. */
  readonly path?: string
  /** Tell what would change, and leave the registry as it is. */
  readonly dry_run?: boolean
}

/** What the runs of a workspace say of its datasets. */
export interface DatasetSync {
  /** Runs whose manifests were read. */
  readonly runs: number
  /** Ids of datasets that were not registered. */
  readonly added: readonly string[]
  /** Entries that counted other runs, or lacked a version. */
  readonly corrected: readonly {
    readonly id: string
    readonly run_count_before: number
    readonly run_count: number
    readonly versions_added: number
  }[]
  readonly checks: readonly DatasetCheck[]
}
