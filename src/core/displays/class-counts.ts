import { printable } from '../errors/index.ts'
import type { PredictionArrays } from '../records/index.ts'

/** Predicted classes counted against the true ones. */
export interface ClassCounts {
  readonly labels: readonly string[]
  /** True × predicted. */
  readonly counts: readonly (readonly number[])[]
  /** Samples of each true class, and predicted as each class. */
  readonly n_true: readonly number[]
  readonly n_predicted: readonly number[]
  readonly n: number
  /** Samples whose truth or prediction is no class. */
  readonly uncounted: number
}

/** Labels of the classes, printable; codes stand for themselves where none are stored. */
export function classLabels({ classes, y_true, y_pred }: PredictionArrays): readonly string[] {
  if (classes) return classes.map(printable)
  const codes = [...y_true, ...y_pred].filter(Number.isInteger)
  return Array.from({ length: codes.reduce((most, code) => Math.max(most, code + 1), 0) }, (_, code) => String(code))
}

/** Predictions of one or several parts (folds), counted together. */
export function classCounts(parts: readonly PredictionArrays[]): ClassCounts {
  const labels = parts.map(classLabels).reduce((most, own) => (own.length > most.length ? own : most), [])
  const counts = labels.map(() => labels.map(() => 0))
  let n = 0
  let uncounted = 0
  for (const { y_true, y_pred } of parts) {
    y_true.forEach((truth, i) => {
      const row = counts[truth]
      const predicted = y_pred[i] ?? Number.NaN
      if (row?.[predicted] === undefined) uncounted++
      else {
        row[predicted]!++
        n++
      }
    })
  }
  const n_true = counts.map(row => row.reduce((sum, count) => sum + count, 0))
  const n_predicted = labels.map((_, j) => counts.reduce((sum, row) => sum + row[j]!, 0))
  return { labels, counts, n_true, n_predicted, n, uncounted }
}

/** Right of those that are of the class; null where none is. */
export const recallOf = ({ counts, n_true }: ClassCounts, k: number): number | null =>
  n_true[k] ? counts[k]![k]! / n_true[k] : null

/** Right of those that were predicted as the class; null where none was. */
export const precisionOf = ({ counts, n_predicted }: ClassCounts, k: number): number | null =>
  n_predicted[k] ? counts[k]![k]! / n_predicted[k] : null

/** Harmonic mean of recall and precision; null where the class neither occurs nor was predicted. */
export function f1Of({ counts, n_true, n_predicted }: ClassCounts, k: number): number | null {
  const sum = n_true[k]! + n_predicted[k]!
  return sum > 0 ? (2 * counts[k]![k]!) / sum : null
}
