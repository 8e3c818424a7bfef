import type { Metric } from './metric.ts'

export const mae: Metric = {
  name: 'mae',
  label: 'MAE',
  formula: 'mean(|e|)',
  higher_is_better: false,
  optimal: 0,
  unit: 'y',
  score: ({ sae, n }) => sae / n,
}
