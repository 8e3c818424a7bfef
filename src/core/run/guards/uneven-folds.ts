import { quantileOfSorted } from '../../math/statistics.ts'
import { figure, finding, percent, type ResultGuard } from './guard.ts'
import { errorName, errorOf, foldParts } from './result-parts.ts'

/** Of the median error of the folds. */
const tolerated = 2
/** Points of balanced accuracy. */
const points = 0.25
/** Fewer folds have no usual score; smaller ones have none to speak of. */
const fewestFolds = 3
const fewestSamples = 5

export const unevenFolds: ResultGuard = {
  id: 'uneven_folds',
  summary: `a fold with more than ${tolerated} times the median error of the folds`,
  matters: 'The score depends on a few samples: outliers, or samples of a kind that the other folds lack.',
  remedy: 'Look at the predictions of that fold; shuffle the folds, or stratify or group them.',
  find: result => {
    const name = errorName(result)
    const folds = foldParts(result, 'val').flatMap(({ fold_id, scores, rows }) => {
      const error = errorOf(name, scores)
      return error === null || rows.rows.length < fewestSamples ? [] : [{ fold_id, error }]
    })
    if (folds.length < fewestFolds) return []
    const median = quantileOfSorted(Float64Array.from(folds, ({ error }) => error).sort(), 0.5)
    const worst = folds.reduce((a, b) => (b.error > a.error ? b : a))
    if (worst.error <= tolerated * median || (name !== 'rmse' && worst.error - median <= points)) return []
    return [
      finding(
        name === 'rmse'
          ? `Fold ${worst.fold_id} has an RMSE of ${figure(worst.error)}, the median fold ${figure(median)}: few samples decide the score.`
          : `Fold ${worst.fold_id} has a balanced accuracy of ${percent(1 - worst.error)}, the median fold ${percent(1 - median)}: few samples decide the score.`,
        'Look at the predictions of that fold.',
      ),
    ]
  },
}
