/** What the table says of each row beside its spectrum. All lists: length n_samples. */
export interface RowFacts {
  /** Rows of the same text belong together; null where the dataset names no group. */
  readonly groups: readonly string[] | null
  /** Columns that are neither spectra nor y, as printed. */
  readonly metadata: Readonly<Record<string, readonly string[]>>
}

/** Columns of X that came from one instrument: `from … to`, the end not included. */
export interface SourceColumns {
  readonly name: string
  readonly from: number
  readonly to: number
  /** Wavelengths of its columns; null where they are not known. */
  readonly axis: Float64Array | null
}

/** What belongs to the rows and columns of X beside its values. */
export interface FitContext {
  /** Reference values of the rows fitted on; only a transform that says `supervised` may look. Length n_samples. */
  readonly y: Float64Array
  /** Wavelengths of the columns as they are now, or null where they are not known. Length n_features. */
  readonly axis: Float64Array | null
  /** Absent where an operator is fitted by itself. */
  readonly rows?: RowFacts
  /** The instruments that X came from; absent where there is one, or where an earlier step changed the columns. */
  readonly sources?: readonly SourceColumns[]
}
