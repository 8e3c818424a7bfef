import type { Matrix } from '../math/matrix.ts'
import type { TaskType, WavelengthUnit } from '../records/index.ts'

/** Where on the spectrum each feature lies: strictly ascending or strictly descending, as in the file. */
export interface SpectralAxis {
  /** Length n_features. */
  readonly values: Float64Array
  /** null where neither the headers nor their range tell. */
  readonly unit: WavelengthUnit | null
}

/** Columns of X that came from one instrument: `from … to`, the end not included. */
export interface SpectralSource {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly axis: Float64Array | null
  readonly unit: WavelengthUnit | null
}

/** Several quantities of the same samples. The datasets of all of them share this object. */
export interface JointTargets {
  readonly targets: readonly string[]
  /** (n_samples, n_targets) */
  readonly Y: Matrix
}

/** Spectra with one target, in memory. */
export interface Dataset {
  readonly name: string
  /** Name of the y column. */
  readonly target: string
  readonly task_type: TaskType
  /** (n_samples, n_features), in the file's order. Datasets read together from one file may share it. */
  readonly X: Matrix
  /** Quantities, or positions in `classes`: length n_samples. */
  readonly y: Float64Array
  /** Labels of the classes, ascending; null for quantities. */
  readonly classes: readonly string[] | null
  /** null where the headers are not wavelengths, or the spectra come from several instruments. */
  readonly axis: SpectralAxis | null
  /** The instruments that X came from, one beside the other; null where there is one. */
  readonly sources: readonly SpectralSource[] | null
  /** Length n_samples. */
  readonly sample_ids: readonly string[]
  /** Length n_samples: samples with the same text are replicates. */
  readonly groups: readonly string[] | null
  /** Columns that are neither spectra nor y, as printed, by name. Each of length n_samples. */
  readonly metadata: Readonly<Record<string, readonly string[]>>
  /** The targets that were asked for together; null where there is one. */
  readonly joint: JointTargets | null
  /** Rows of X, ascending or in the order of a rows file. */
  readonly train: Int32Array
  /** Rows of X; empty without a partition. */
  readonly test: Int32Array
}
