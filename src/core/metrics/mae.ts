import type { RegressionMetric } from './metric.ts'

export const mae: RegressionMetric = {
  task: 'regression',
  name: 'mae',
  label: 'MAE',
  formula: 'mean(|e|)',
  higher_is_better: false,
  optimal: 0,
  unit: 'y',
  score: ({ sae, n }) => sae / n,
}
