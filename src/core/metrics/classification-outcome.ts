import type { Matrix } from '../math/matrix.ts'

/** Everything a classification metric is made of. Classes are codes 0 … n_classes − 1. */
export interface ClassificationOutcome {
  readonly n: number
  readonly n_classes: number
  /** How often class t was predicted as class p: at t · n_classes + p. */
  readonly confusion: Float64Array
  /** Codes: (n_samples,). */
  readonly y_true: Float64Array
  readonly y_pred: Float64Array
  /** A score for each class, the greater the likelier: (n_samples, n_classes); null where there are none. */
  readonly scores: Matrix | null
  /** Whether the scores of a row are probabilities that sum to 1. */
  readonly probabilities: boolean
}

/** y_true, y_pred: (n_samples,) of codes. */
export function classificationOutcome(
  y_true: Float64Array,
  y_pred: Float64Array,
  n_classes: number,
  scores: Matrix | null = null,
  probabilities = false,
): ClassificationOutcome {
  const confusion = new Float64Array(n_classes * n_classes)
  for (let i = 0; i < y_true.length; i++) confusion[y_true[i]! * n_classes + y_pred[i]!]! += 1
  return { n: y_true.length, n_classes, confusion, y_true, y_pred, scores, probabilities }
}
