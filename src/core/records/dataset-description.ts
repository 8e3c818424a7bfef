/** One thing that was understood of a file, why, and how to say otherwise. */
export interface Detection {
  /** `Delimiter`, `Encoding`, … */
  readonly subject: string
  readonly found: string
  /** A clause without a full stop; `given` where it was told. */
  readonly reason: string
  /** What to write beside the dataset in a run file to overrule it. */
  readonly override: string
  /** The field that does it, such as `csv.delimiter`, with a value; absent where no field does. */
  readonly field?: string
  readonly example?: string
}

/** What the spectra are like in a part of the axis. */
export interface SpectralBand {
  /** Wavelengths, or positions counted from 1 where there are none. */
  readonly from: number
  readonly to: number
  readonly min: number
  /** Of the samples' means in the band. */
  readonly median: number
  readonly max: number
}

/** Samples that are there more than once. */
export interface RepeatedSamples {
  /** Ids of samples whose spectrum is the same, to the bit, as that of an earlier sample. */
  readonly same_spectrum: readonly string[]
  /** Samples whose id an earlier one has. */
  readonly repeated_ids: number
  /** Groups of replicates and the size of the largest; null without groups. */
  readonly groups: { readonly count: number; readonly largest: number } | null
}
