import type { RegressionMetric } from './metric.ts'
import { rmse } from './rmse.ts'

/** Ratio of performance to interquartile range. */
export const rpiq: RegressionMetric = {
  task: 'regression',
  name: 'rpiq',
  label: 'RPIQ',
  formula: '(Q3 − Q1 of y, type 7) / RMSE with n',
  higher_is_better: true,
  optimal: null,
  unit: 'none',
  elsewhere: 'R chillR: RPIQ; nirs4all: named, not computed',
  score: errors => (errors.truth.q3 - errors.truth.q1) / rmse.score(errors),
}
