import type { RegressionMetric } from './metric.ts'

/** Prediction minus truth: positive where the model predicts too much. */
export const bias: RegressionMetric = {
  task: 'regression',
  name: 'bias',
  label: 'Bias',
  formula: 'Σe / n, e = prediction − truth',
  higher_is_better: false,
  optimal: 0,
  ranks_by_distance: true,
  unit: 'y',
  elsewhere: 'nirs4all: bias (same sign); Unscrambler: Bias; with the truth first, as often in R, of the opposite sign',
  score: ({ mean_error }) => mean_error,
}
