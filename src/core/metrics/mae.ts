import type { RegressionMetric } from './metric.ts'

export const mae: RegressionMetric = {
  task: 'regression',
  name: 'mae',
  label: 'MAE',
  formula: 'Σ|e| / n',
  higher_is_better: false,
  optimal: 0,
  unit: 'y',
  aliases: ['mean_absolute_error'],
  elsewhere: 'sklearn: mean_absolute_error; R yardstick: mae; nirs4all: mae',
  score: ({ sae, n }) => sae / n,
}
