import type { RegressionMetric } from './metric.ts'

export const mse: RegressionMetric = {
  task: 'regression',
  name: 'mse',
  label: 'MSE',
  formula: 'mean(e²)',
  higher_is_better: false,
  optimal: 0,
  unit: 'y²',
  score: ({ sse, n }) => sse / n,
}
