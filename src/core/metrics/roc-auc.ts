import type { Matrix } from '../math/matrix.ts'
import type { ClassificationMetric } from './metric.ts'

/**
 * Chance that a sample of a class scores higher for it than a sample of another; of several classes, the mean over classes,
 * each against the rest. Undefined where a class is missing from the truth, or the model gives no scores.
 *
 * @see Hanley & McNeil (1982), Radiology 143(1), 29–36
 */
export const roc_auc: ClassificationMetric = {
  task: 'classification',
  name: 'roc_auc',
  label: 'ROC AUC',
  formula:
    'pairs with the higher score in the class, ties half / all pairs; several classes: mean, each against the rest',
  higher_is_better: true,
  optimal: 1,
  unit: 'none',
  aliases: ['auc', 'roc_auc_score', 'roc_auc_ovr'],
  elsewhere: "sklearn: roc_auc_score, of several classes with multi_class='ovr'; R pROC: auc; nirs4all: roc_auc",
  score: ({ n_classes, y_true, scores, probabilities }) => {
    if (!scores || n_classes < 2) return Number.NaN
    const ofClass = (k: number) => againstRest(k, y_true, scores)
    if (n_classes === 2) return ofClass(1)
    // Scores of several models of one class each do not compare; probabilities do.
    if (!probabilities) return Number.NaN
    let sum = 0
    for (let k = 0; k < n_classes; k++) sum += ofClass(k)
    return sum / n_classes
  },
}

function againstRest(k: number, y_true: Float64Array, { values, columns }: Matrix): number {
  let inside = 0
  for (const code of y_true) if (code === k) inside++
  const within = new Float64Array(inside)
  const others = new Float64Array(y_true.length - inside)
  let [atWithin, atOthers] = [0, 0]
  for (let i = 0; i < y_true.length; i++) {
    const score = values[i * columns + k]!
    if (y_true[i] === k) within[atWithin++] = score
    else others[atOthers++] = score
  }
  return pairsWon(within.sort(), others.sort()) / (within.length * others.length)
}

/** How often a value of `high` is above one of `low`, ties counted half. Both ascending. */
function pairsWon(high: Float64Array, low: Float64Array): number {
  let [won, below, notAbove] = [0, 0, 0]
  for (const value of high) {
    while (below < low.length && low[below]! < value) below++
    while (notAbove < low.length && low[notAbove]! <= value) notAbove++
    won += (below + notAbove) / 2
  }
  return won
}
