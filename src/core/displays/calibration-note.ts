import type { PredictionArrays } from '../records/index.ts'
import { formatShare } from './format.ts'

/** Apart by more than chance: this many standard errors of a share. */
const standardErrors = 2

/**
 * How sure the model was of its answers beside how often they were right; null where it gives no probabilities. It is too
 * sure, or not sure enough, where both differ by more than two standard errors of the accuracy.
 */
export function calibrationNote(parts: readonly PredictionArrays[]): string | null {
  let n = 0
  let sure = 0
  let right = 0
  for (const { y_true, y_pred, y_proba } of parts) {
    y_proba?.forEach((row, i) => {
      const probability = row[y_pred[i] ?? Number.NaN]
      if (probability === undefined || !Number.isFinite(probability)) return
      n++
      sure += probability
      if (y_pred[i] === y_true[i]) right++
    })
  }
  if (n === 0) return null
  const [confidence, accuracy] = [sure / n, right / n]
  const apart = confidence - accuracy
  // Where all are right the usual error is 0; one wrong sample more or less is what could be seen.
  const error = Math.max(Math.sqrt((accuracy * (1 - accuracy)) / n), 1 / n)
  const verdict =
    Math.abs(apart) <= standardErrors * error
      ? ''
      : apart > 0
        ? ' It is too sure of itself.'
        : ' It is not sure enough.'
  return `The predicted class has a probability of ${formatShare(confidence)} on average, and is right in ${formatShare(accuracy)} of the samples.${verdict}`
}
