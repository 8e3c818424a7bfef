import type { RegressionMetric } from './metric.ts'

export const max_error: RegressionMetric = {
  task: 'regression',
  name: 'max_error',
  label: 'Max error',
  formula: 'max(|e|)',
  higher_is_better: false,
  optimal: 0,
  unit: 'y',
  elsewhere: 'sklearn: max_error; nirs4all: max_error',
  score: ({ largest, n }) => (n > 0 ? largest : Number.NaN),
}
