import { averageRanks } from '../math/ranks.ts'
import { isRoundingNoise } from '../math/statistics.ts'
import type { RegressionMetric } from './metric.ts'
import { type RegressionErrors, regressionErrors } from './regression-errors.ts'

const coefficient = { task: 'regression', higher_is_better: true, optimal: 1, unit: 'none' } as const

/** Linear correlation of prediction and truth: blind to bias and slope. Undefined where either is constant. */
export const pearson_r: RegressionMetric = {
  ...coefficient,
  name: 'pearson_r',
  label: 'r',
  formula: 'Σ(y − ȳ)(ŷ − mean(ŷ)) / √(Σ(y − ȳ)² Σ(ŷ − mean(ŷ))²)',
  aliases: ['pearson', 'pearsonr'],
  elsewhere: 'scipy: pearsonr; R: cor(); nirs4all: pearson_r; Unscrambler: Correlation; OPUS: Corr. coeff.',
  score: correlation,
}

/** Correlation of the ranks: whether the samples are in the right order. Undefined where either is constant. */
export const spearman_r: RegressionMetric = {
  ...coefficient,
  name: 'spearman_r',
  label: 'Spearman r',
  formula: 'r of the ranks of y and ŷ, ties at their mean rank',
  on_demand: true,
  aliases: ['spearman', 'spearmanr'],
  elsewhere: "scipy: spearmanr; R: cor(method='spearman'); nirs4all: spearman_r",
  score: ({ y_true, y_pred }) => correlation(regressionErrors(ranksOfTruth(y_true), averageRanks(y_pred))),
}

function correlation({ n, y_true, y_pred, truth, mean_error }: RegressionErrors): number {
  const center = truth.mean + mean_error
  let [joint, ofPrediction] = [0, 0]
  for (let i = 0; i < n; i++) {
    const deviation = y_pred[i]! - center
    joint += (y_true[i]! - truth.mean) * deviation
    ofPrediction += deviation * deviation
  }
  if (truth.sst === 0 || isRoundingNoise(ofPrediction / n, Math.abs(truth.mean) + Math.abs(mean_error), n)) {
    return Number.NaN
  }
  // Rounding may carry a perfect correlation past 1.
  return Math.max(-1, Math.min(1, joint / (Math.sqrt(truth.sst) * Math.sqrt(ofPrediction))))
}

const known = new WeakMap<Float64Array, Float64Array>()

/** Once per array, as `truthStatistics`. */
function ranksOfTruth(y_true: Float64Array): Float64Array {
  const found = known.get(y_true) ?? averageRanks(y_true)
  known.set(y_true, found)
  return found
}
