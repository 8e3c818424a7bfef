import { finding, type ResultGuard, some } from './guard.ts'
import { foldParts } from './result-parts.ts'

/** Of the range of the truth. */
const negligible = 1e-6

/** A model that has learned nothing predicts the same for every sample. */
export const constantPredictions: ResultGuard = {
  id: 'constant_predictions',
  summary: 'a fold model that predicts the same quantity for all of its training samples',
  matters: 'It has learned nothing but the mean: a penalty too large, or preprocessing that removed all that varied.',
  remedy: 'Lower the penalty, or look at the spectra after preprocessing.',
  find: result => {
    if (result.evaluation.dataset.classes !== null) return []
    const constant = foldParts(result, 'train').filter(({ predicted, rows }) => {
      const truth = rangeOf(rows.y_true)
      return truth > 0 && rangeOf(predicted.values) <= negligible * truth
    })
    if (constant.length === 0) return []
    const value = constant[0]!.predicted.values[0]!
    return [
      finding(
        `The model predicts ${Number(value.toPrecision(5))} for every training sample of fold ${some(constant.map(({ fold_id }) => fold_id))}: it has learned nothing but the mean.`,
        'Lower the penalty, or look at the spectra after preprocessing.',
      ),
    ]
  },
}

function rangeOf(values: Float64Array): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return high - low
}
