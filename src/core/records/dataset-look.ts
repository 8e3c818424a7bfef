import type { DatasetArrays } from './dataset-arrays.ts'
import type { WavelengthUnit } from './dataset-record.ts'

/** Spectra as they are after one step of a chain; the first are those that were measured. */
export interface SpectraStage {
  /** `raw`, or the label of the step. */
  readonly label: string
  /** Of the rows that are drawn. */
  readonly X: readonly ArrayLike<number>[]
  /** Of its columns; null where they have none. */
  readonly wavelengths: ArrayLike<number> | null
}

/** A registered dataset as it is read now, to be drawn. */
export interface DatasetLook {
  readonly arrays: DatasetArrays
  readonly unit: WavelengthUnit | null
  /** Rows that are drawn: all, or some that are spread evenly over the target. */
  readonly rows: readonly number[]
  readonly stages: readonly SpectraStage[]
}
