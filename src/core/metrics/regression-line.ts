import type { RegressionMetric } from './metric.ts'

/** Slope of the predictions on the truth; undefined where the truth is constant. */
export const slope: RegressionMetric = {
  task: 'regression',
  name: 'slope',
  label: 'Slope',
  formula: 'Σ(y − ȳ)(ŷ − mean(ŷ)) / Σ(y − ȳ)²',
  higher_is_better: false,
  optimal: 1,
  ranks_by_distance: true,
  unit: 'none',
  elsewhere:
    'R: coef(lm(predicted ~ measured))[2]; Unscrambler: Slope; ISO 12099 regresses the truth on the prediction instead',
  // ŷ = y + e, so the slope of ŷ is that of e and 1.
  score: ({ covariation, truth }) => (truth.sst > 0 ? 1 + covariation / truth.sst : Number.NaN),
}

export const intercept: RegressionMetric = {
  task: 'regression',
  name: 'intercept',
  label: 'Intercept',
  formula: 'mean(ŷ) − slope · ȳ',
  higher_is_better: false,
  optimal: 0,
  ranks_by_distance: true,
  unit: 'y',
  elsewhere: 'R: coef(lm(predicted ~ measured))[1]; Unscrambler: Offset',
  score: errors => errors.mean_error + (1 - slope.score(errors)) * errors.truth.mean,
}
