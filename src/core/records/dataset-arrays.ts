import type { DatasetSpec, WavelengthUnit } from './dataset-record.ts'

type Numbers = readonly number[] | Float64Array | Float32Array | Int32Array

/** Spectra and reference values that a program has at hand. */
export interface OwnDataset extends Pick<DatasetSpec, 'name' | 'task_type' | 'partition'> {
  /** One row a sample, all of the same length. */
  readonly X: readonly Numbers[]
  /** One value a sample: numbers, or labels of classes; or several targets by their names. Default name: `y`. */
  readonly y: Numbers | readonly string[] | Readonly<Record<string, Numbers | readonly string[]>>
  /** One a column of X, ascending or descending. */
  readonly wavelengths?: Numbers
  readonly sample_ids?: readonly (string | number)[]
  /** Samples with the same text are replicates and stay together. */
  readonly groups?: readonly (string | number)[]
  /** Further columns, one value a sample each; `partition` may name one. */
  readonly metadata?: Readonly<Record<string, readonly (string | number)[]>>
}

/** Spectra to predict that a program has at hand. */
export interface OwnSamples extends Pick<OwnDataset, 'X' | 'wavelengths' | 'sample_ids'> {
  /** Unit of the wavelengths, where it is not that of the model. */
  readonly unit?: WavelengthUnit
}

/** A dataset as read, whole. */
export interface DatasetArrays {
  readonly name: string
  readonly target: string
  /** One row a sample. */
  readonly X: readonly Float64Array[]
  /** Quantities, or positions in `classes`. */
  readonly y: Float64Array
  readonly classes: readonly string[] | null
  readonly wavelengths: Float64Array | null
  readonly sample_ids: readonly string[]
  readonly groups: readonly string[] | null
  readonly metadata: Readonly<Record<string, readonly string[]>>
  /** Rows, counted from 0. */
  readonly train: Int32Array
  readonly test: Int32Array
}
