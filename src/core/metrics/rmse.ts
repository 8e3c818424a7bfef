import type { RegressionMetric } from './metric.ts'

/** Root mean squared error: RMSEC, RMSECV or RMSEP on training, pooled out-of-fold or test rows. */
export const rmse: RegressionMetric = {
  task: 'regression',
  name: 'rmse',
  label: 'RMSE',
  formula: '√mean(e²)',
  higher_is_better: false,
  optimal: 0,
  unit: 'y',
  score: ({ sse, n }) => Math.sqrt(sse / n),
}
