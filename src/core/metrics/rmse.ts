import type { RegressionMetric } from './metric.ts'

/** Root mean squared error: RMSEC, RMSECV or RMSEP on training, pooled out-of-fold or test rows. */
export const rmse: RegressionMetric = {
  task: 'regression',
  name: 'rmse',
  label: 'RMSE',
  formula: '√(Σe² / n)',
  higher_is_better: false,
  optimal: 0,
  unit: 'y',
  aliases: ['root_mean_squared_error'],
  elsewhere:
    'sklearn: root_mean_squared_error (≥ 1.4), before mean_squared_error(squared=False); R pls: RMSEP(); nirs4all: rmse; Unscrambler, OPUS: RMSEC, RMSECV, RMSEP (OPUS RMSEE divides by n − rank − 1 instead)',
  score: ({ sse, n }) => Math.sqrt(sse / n),
}
