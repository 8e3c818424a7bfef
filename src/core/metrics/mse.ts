import type { RegressionMetric } from './metric.ts'

export const mse: RegressionMetric = {
  task: 'regression',
  name: 'mse',
  label: 'MSE',
  formula: 'Σe² / n',
  higher_is_better: false,
  optimal: 0,
  unit: 'y²',
  aliases: ['mean_squared_error'],
  elsewhere: 'sklearn: mean_squared_error; R pls: MSEP(); nirs4all: mse',
  score: ({ sse, n }) => sse / n,
}
