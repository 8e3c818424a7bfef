import type { RegressionMetric } from './metric.ts'

/** Prediction minus truth: positive where the model predicts too much. */
export const bias: RegressionMetric = {
  task: 'regression',
  name: 'bias',
  label: 'Bias',
  formula: 'mean(e)',
  higher_is_better: false,
  optimal: 0,
  ranks_by_distance: true,
  unit: 'y',
  score: ({ mean_error }) => mean_error,
}
