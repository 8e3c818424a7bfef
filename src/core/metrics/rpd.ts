import type { RegressionMetric } from './metric.ts'
import type { RegressionErrors } from './regression-errors.ts'
import { rmse } from './rmse.ts'
import { sep } from './sep.ts'

function truthDeviation({ truth, n }: RegressionErrors): number {
  return n > 1 ? Math.sqrt(truth.sst / (n - 1)) : Number.NaN
}

/** Ratio of performance to deviation. */
export const rpd: RegressionMetric = {
  task: 'regression',
  name: 'rpd',
  label: 'RPD',
  formula: 'sd(y) / SEP, both with n − 1',
  higher_is_better: true,
  optimal: null,
  unit: 'none',
  elsewhere:
    'nirs4all: rpd (ddof 0 in both, which cancels); OPUS, Unscrambler: RPD; R chillR: RPD divides by RMSE (rpd_rmse)',
  score: errors => truthDeviation(errors) / sep.score(errors),
}

export const rpd_rmse: RegressionMetric = {
  task: 'regression',
  name: 'rpd_rmse',
  label: 'RPD (RMSE)',
  formula: 'sd(y) with n − 1 / RMSE with n',
  higher_is_better: true,
  optimal: null,
  unit: 'none',
  elsewhere: 'R chillR: RPD',
  score: errors => truthDeviation(errors) / rmse.score(errors),
}
