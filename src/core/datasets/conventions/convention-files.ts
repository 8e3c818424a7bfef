import type { DatasetSpec } from '../../records/index.ts'
import type { FileOptions } from '../load-table.ts'

export interface ConventionFile {
  /** Absolute, or from the current folder. */
  readonly path: string
  readonly options: FileOptions
}

/** The files of one part of a dataset: spectra, reference values, metadata, with the rows in one order. */
export interface PartFiles {
  readonly x: ConventionFile
  readonly y: ConventionFile | null
  readonly m: ConventionFile | null
}

/** Spectra of another instrument: the same samples in the same order. */
export interface ConventionSource {
  readonly name: string
  readonly train: ConventionFile
  readonly test: ConventionFile | null
}

/** A dataset of several files, as a folder or a configuration of the Python library lays it out. */
export interface ConventionFiles {
  readonly train: PartFiles
  readonly test: PartFiles | null
  /** Beside the spectra of `train` and `test`; their name is `source_name` of `defaults`. */
  readonly sources: readonly ConventionSource[]
  /** What the configuration says beyond its files; the entry of the run file goes before it. */
  readonly defaults: Partial<DatasetSpec>
  readonly notes: readonly string[]
}

export const fileKinds = ['x', 'y', 'm'] as const
export type FileKind = (typeof fileKinds)[number]
