import type { ReadingSpec, ReferenceSpec } from './reading-spec.ts'

export const taskTypes = ['regression', 'binary_classification', 'multiclass_classification'] as const
export type TaskType = (typeof taskTypes)[number]

export const partitions = ['train', 'val', 'test'] as const
export type Partition = (typeof partitions)[number]

export const wavelengthUnits = ['nm', 'cm-1'] as const
export type WavelengthUnit = (typeof wavelengthUnits)[number]

/** `unknown`: not checked yet. */
export const datasetStatuses = ['valid', 'missing', 'hash_mismatch', 'relocated', 'unknown'] as const
export type DatasetStatus = (typeof datasetStatuses)[number]

/** Over all rows; `std` has n − 1 in the denominator. */
export interface TargetStatistics {
  readonly min: number
  /** Quartiles, interpolated; absent in records of older versions. */
  readonly q1?: number
  readonly median?: number
  readonly q3?: number
  readonly max: number
  readonly mean: number
  readonly std: number
}

/** Divide the rows by a splitter. */
export interface DividedPartition {
  /** A share of the rows below 1, or a number of rows. */
  readonly test_size: number
  readonly splitter?: string
  readonly random_state?: number
}

/** Which rows train and which test. */
export type PartitionSpec =
  | { readonly column: string; readonly train: readonly string[]; readonly test: readonly string[] }
  | { readonly rows: string }
  | DividedPartition

/** A file with spectra of the same samples by another instrument. */
export interface SourceSpec {
  readonly name: string
  readonly path: string
}

/** One entry of `datasets:` in a run file. */
export interface DatasetSpec extends ReadingSpec {
  readonly path: string
  /** Spectra of the same samples by other instruments, matched by sample id, or by row where there are none. */
  readonly sources?: readonly SourceSpec[]
  /** What to call the instrument of `path` beside them. Default: the name of its file. */
  readonly source_name?: string
  readonly name?: string
  /** Several columns become as many datasets that share spectra and division; models that can, model them together. */
  readonly y?: string | readonly string[]
  readonly task_type?: TaskType
  readonly partition?: PartitionSpec
  readonly group?: string
  readonly id?: string
  /** Sheet of a workbook; the first where not given. */
  readonly sheet?: string
  /** Array that holds the spectra, in a file of several. */
  readonly key?: string
  /** A table with y and what else is known, matched to the spectra by their names; `path` may then be a folder of them. */
  readonly reference?: string | ReferenceSpec
}

/** The spectra of one of several instruments. */
export interface Instrument {
  readonly name: string
  readonly n_features: number
  readonly wavelength_range: readonly [number, number] | null
  readonly wavelength_unit: WavelengthUnit | null
}

/** One of the files that a dataset is made of, as it was read. */
export interface DatasetFile {
  /** Absolute. */
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** When it was last changed, to the millisecond; null where that was not recorded. */
  readonly modified_at: string | null
  /** `sha256:<hex>` of its bytes. */
  readonly hash: string
  /** Of head, middle and tail: filters candidates, never proves. */
  readonly quick_hash: string
}

/** Whether a value from a file is one: anyone may have written it. */
export function isDatasetFile(value: unknown): value is DatasetFile {
  const { path, size, modified_at, hash, quick_hash } = (value ?? {}) as Partial<Record<keyof DatasetFile, unknown>>
  const texts = [path, hash, quick_hash].every(field => typeof field === 'string')
  const known = modified_at === undefined || modified_at === null || typeof modified_at === 'string'
  return texts && known && Number.isSafeInteger(size) && (size as number) >= 0
}

/** What is known of a dataset: its identity on disk and what it holds. */
export interface DatasetRecord {
  /** Id in `datasets.yaml`. */
  readonly ref: string
  readonly name: string
  readonly path: string
  /** `sha256:<hex>` of the file; of the hashes of all its files, where there are `sources`. */
  readonly hash: string
  readonly sources?: readonly (SourceSpec & { readonly hash: string })[]
  readonly source_name?: string
  /** Of head, middle and tail: filters candidates, never proves. */
  readonly quick_hash: string
  /** Bytes. */
  readonly file_size: number
  /** Every file of spectra, reference values and metadata; absent in records of older versions. */
  readonly files?: readonly DatasetFile[]
  readonly task_type: TaskType
  readonly task_type_reason: string
  readonly n_samples: number
  readonly n_features: number
  readonly n_train: number
  readonly n_test: number
  readonly y_columns: readonly string[]
  /** By target; empty where it holds classes. */
  readonly y_stats: Readonly<Record<string, TargetStatistics>>
  /** Samples of each class by its label; null (or absent in older files) for quantities. */
  readonly class_counts?: Readonly<Record<string, number>> | null
  /** The targets that were asked for together, and the name that was given to all. */
  readonly joint?: { readonly targets: readonly string[]; readonly name: string | null }
  readonly wavelength_range: readonly [number, number] | null
  readonly wavelength_unit: WavelengthUnit | null
  /** Of several instruments, in the order of their columns; the fields above are null where their units differ. */
  readonly instruments?: readonly Instrument[]
  readonly partition: PartitionSpec | null
  readonly group: string | null
  /** Column of sample ids, where it was named rather than found. */
  readonly id_column?: string
  /** Part of the file that was read, where it was named. */
  readonly sheet?: string
  readonly key?: string
  /** The table that the spectra were matched to, with its absolute path. */
  readonly reference?: string | ReferenceSpec
  /** How the file was read, where it was told. */
  readonly reading?: ReadingSpec
  readonly metadata: Readonly<Record<string, unknown>>
  readonly created_at: string
  /** `v<n>_<hash6>`. */
  readonly version: string
}

/** A dataset as read, before the registry has given it an id and a version. */
export type DescribedDataset = Omit<DatasetRecord, 'ref' | 'version'>

export interface DatasetVersion {
  readonly version: string
  /** As in a dataset record: of the file, or of the hashes of all files. */
  readonly hash: string
  readonly created_at: string
  readonly n_samples: number
  /** Where this version was last found; absent in registries of older versions. */
  readonly path?: string
  readonly files?: readonly DatasetFile[]
}

/** How the dataset was last asked for, beside what it holds. */
type Asked = Partial<Pick<DatasetRecord, 'partition' | 'group'>>

/** An entry of `datasets.yaml`: where the dataset is now. */
export interface RegisteredDataset
  extends Omit<DatasetRecord, 'ref' | 'path' | 'files' | 'partition' | 'group'>,
    Asked {
  readonly id: string
  /** Where it was last found; null where no place is known. */
  readonly current_path: string | null
  readonly original_path: string
  readonly status: DatasetStatus
  readonly first_used: string
  readonly last_used: string
  /** Runs that trained on it. */
  readonly run_count: number
  readonly versions: readonly DatasetVersion[]
}
