import type { PredictionArrays } from '../records/index.ts'

/** A class as a script wants it: a number where all labels are numbers, else the text. */
export type Label = string | number

/** Of a sample; null where its code is no class. */
type SampleLabel = Label | null

/** Arrays as `--json` prints them: labels in place of codes. */
export interface LabelledArrays extends Omit<PredictionArrays, 'classes' | 'y_true' | 'y_pred'> {
  /** In the order of the columns of `y_proba`; null for quantities. */
  readonly classes: readonly Label[] | null
  readonly y_true: readonly SampleLabel[]
  readonly y_pred: readonly SampleLabel[]
}

/** `007` and `1e3` are names: only what a number prints as is one. */
const isNumber = (label: string) => String(Number(label)) === label && Number.isFinite(Number(label))

const labelsOf = (classes: readonly string[]): readonly Label[] =>
  classes.every(isNumber) ? classes.map(Number) : classes

/** Quantities stay as they are. */
export function labelledArrays(arrays: PredictionArrays): LabelledArrays {
  if (!arrays.classes) return arrays
  const classes = labelsOf(arrays.classes)
  const label = (code: number): SampleLabel => classes[code] ?? null
  return { ...arrays, classes, y_true: arrays.y_true.map(label), y_pred: arrays.y_pred.map(label) }
}
