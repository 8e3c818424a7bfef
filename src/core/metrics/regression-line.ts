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
  score: errors => errors.mean_error + (1 - slope.score(errors)) * errors.truth.mean,
}
