import type {
  DatasetAcceptance,
  DatasetChange,
  DatasetCheck,
  DatasetCheckRequest,
  DatasetRelocation,
  DatasetSpec,
  DatasetSync,
  RegisteredDataset,
} from '../records/index.ts'

/** The registry of datasets: what is known, where it is, and whether it is still the same. */
export interface DatasetKeeping {
  /** Without a registry: the datasets that the runs name. @throws DamagedFile */
  list(): Promise<readonly RegisteredDataset[]>
  /** @throws UnknownRecord, AmbiguousRecord */
  get(id: string): Promise<RegisteredDataset>
  /** Read a dataset and register it without a run: an entry for each target. @throws the errors of reading */
  register(spec: DatasetSpec): Promise<readonly RegisteredDataset[]>
  /**
   * Where datasets are and whether they are still the same, cheapest evidence first; what was found is written down. Of all
   * files no more than a few are read whole, unless `full` says so. @throws UnknownRecord, DamagedFile, ReadOnlyWorkspace
   */
  check(request?: DatasetCheckRequest): Promise<readonly DatasetCheck[]>
  /**
   * Tell where datasets are now. Nothing is believed: only what its content proves is written down.
   * @throws MissingDataset and DifferentDataset for one file; NoDatasetBelow; UnknownRecord
   */
  relocate(request: DatasetRelocation): Promise<readonly DatasetCheck[]>
  /**
   * Take a changed file for a new version of its dataset, and of every other target of the file.
   * @throws the errors of reading, UnsupportedRequest for an external set
   */
  accept(id: string, request?: DatasetAcceptance): Promise<readonly DatasetChange[]>
  /**
   * Take a repair back: entries become again what they were `before` it, where they still are what it made of them (`after`).
   * Ids of those that are not, and were left alone. @throws ReadOnlyWorkspace, DamagedFile
   */
  putBack(before: readonly RegisteredDataset[], after: readonly RegisteredDataset[]): Promise<readonly string[]>
  /** Take over what the runs of the workspace say of datasets, then check them all. @throws DamagedFile */
  sync(request?: Omit<DatasetCheckRequest, 'ids' | 'dry_run'>): Promise<DatasetSync>
}
