/** What executing a plan takes, worked out before it starts. */
export interface RunCost {
  /** Computations that share their fit among all pipelines of a family. */
  readonly families: number
  /** Pipelines of the largest family. */
  readonly largest_family: number
  /** Model fits, refits of the best aside. */
  readonly fits: number
  /** The same if every pipeline were fitted by itself. */
  readonly single_fits: number
  /** Beginnings of pipelines that are computed once a dataset, for they look at one spectrum at a time. */
  readonly shared_prefixes: readonly SharedPrefix[]
  /** Threads that may compute. */
  readonly workers: number
  /** Bytes that all threads take together, at most. */
  readonly memory_bytes: number
  /** Wall-clock time, from families that were computed as a probe; null where none was. */
  readonly estimated_seconds: number | null
  /** Families of which at least a fold was computed for it. */
  readonly probed_families: number
}

export interface SharedPrefix {
  readonly dataset: string
  readonly steps: string
  /** Families that begin with it. */
  readonly families: number
}
