import type {
  BroughtRun,
  DatasetSpec,
  DeletedRun,
  RunArchive,
  RunComparison,
  RunEvent,
  RunPreview,
  RunRecord,
  RunRequest,
  RunStatus,
} from '../records/index.ts'

export interface RunOptions {
  /** Stop after the work at hand; the run becomes `paused` and can be resumed. */
  readonly signal?: AbortSignal
  /** Called only after what it tells is durable. */
  readonly onEvent?: (event: RunEvent) => void
  /** Threads that may compute. Default: as many as `SLURM_CPUS_PER_TASK` says, else as there are cores. */
  readonly workers?: number
  /** Bytes that all of them together may take; fewer are started where memory is short. Default: no limit. */
  readonly max_memory?: number
}

export interface PreviewRunOptions extends Pick<RunOptions, 'workers' | 'max_memory'> {
  /** Milliseconds that may be spent to compute a little of the run, to tell how long it takes. Default: 0, no estimate. */
  readonly probe?: number
}

/** A run file. */
export interface WrittenRun {
  readonly text: string
  /** Absolute; null where it was not written. */
  readonly path: string | null
}

/** What can be asked of runs. */
export interface RunEngine {
  /** Read a run file, or template files with datasets beside them. @throws input errors with file and line */
  read(files: readonly string[], datasets?: readonly DatasetSpec[]): Promise<RunRequest>
  /** Check everything and say what would be done; nothing is written. */
  preview(request: RunRequest, options?: PreviewRunOptions): Promise<RunPreview>
  /**
   * The request as a run file in YAML; where a path is given, written there, and nothing that is there is written over.
   * @throws OutputNotWritable
   */
  write(request: RunRequest, path?: string): Promise<WrittenRun>
  /** Resolves when the run has ended or paused. Input errors are thrown before anything is written. */
  start(request: RunRequest, options?: RunOptions): Promise<RunRecord>
  /** Execute what an interrupted, paused or failed run has not recorded yet. */
  resume(id: string, options?: RunOptions): Promise<RunRecord>
  /**
   * The same, with its failed results once more: what comes of them takes their place.
   * @throws NothingToRetry
   */
  retry(id: string, options?: RunOptions): Promise<RunRecord>
  /**
   * Take runs out of sight, with their results and predictions, until a compaction takes them away. All are looked up
   * before the first is deleted. @throws WorkspaceLocked for one that is executed
   */
  delete(ids: readonly string[]): Promise<readonly DeletedRun[]>
  /** Bring a deleted run back as it was; `latest` is the one deleted last. @throws UnknownRecord */
  restore(id: string): Promise<RunRecord>
  /** Deleted runs, those deleted last first. */
  deleted(): Promise<readonly DeletedRun[]>
  /**
   * All that is known of a run as one file, for another workspace: manifest, templates, pipelines, results, predictions,
   * arrays and stored models, with checksums. @throws WorkspaceLocked while it is executed, OutputNotWritable, DamagedFile
   */
  export(id: string, path: string, options?: { readonly force?: boolean }): Promise<RunArchive>
  /**
   * Bring a run from such a file: all of it or nothing, and once however often. Under another id where a different run has
   * its own. @throws DamagedArchive, UnreadableFile, NewerSchema, RunDeleted
   */
  import(path: string): Promise<BroughtRun>
  /** The first is the baseline: what differs, and the best of each dataset with paired tests. @throws UnsupportedRequest */
  compare(ids: readonly string[]): Promise<RunComparison>
  /** Newest first. */
  list(filter?: { readonly status?: RunStatus }): Promise<readonly RunRecord[]>
  /** By id, or the unambiguous beginning or end of one; `latest` is the newest. @throws UnknownRecord, AmbiguousRecord */
  get(id: string): Promise<RunRecord>
  /** Whoever executes it stops after the work at hand; what is recorded stays. @throws WrongTransition */
  cancel(id: string): Promise<RunRecord>
  /** The same, but it can be resumed. @throws WrongTransition */
  pause(id: string): Promise<RunRecord>
  /** Follow a run that any process on any node executes, until it ends; the first event is the run as it stands. */
  watch(id: string, options?: { readonly signal?: AbortSignal }): AsyncIterable<RunEvent>
}
