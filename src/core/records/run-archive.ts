/** The archive that a run was brought from. */
export interface ArchiveOrigin {
  /** Its id there; here it has another where that was taken. */
  readonly run_id: string
  /** Of all files of the archive but its manifest. */
  readonly sha256: string
  readonly imported_at: string
}

/** A run that was written as one file. */
export interface RunArchive {
  readonly path: string
  readonly run_id: string
  readonly name: string
  readonly bytes: number
  readonly files: number
  readonly results: number
  readonly predictions: number
  readonly stored_models: number
  /** Files of stored models that should be there and are not, or are damaged; by paths from the workspace. */
  readonly missing_models: readonly string[]
}

/** What came of an archive in this workspace. */
export interface BroughtRun {
  readonly path: string
  /** Its id in the archive. */
  readonly source_id: string
  /** Its id here: another where a different run has that one. */
  readonly run_id: string
  readonly name: string
  /** `present`: the run is here with all its results, and nothing was done. */
  readonly outcome: 'imported' | 'present'
  readonly results: number
  readonly predictions: number
  readonly stored_models: number
}
