import { quantiles } from '../math/statistics.ts'
import type { RegressionMetric } from './metric.ts'

/** Half of the errors are smaller; a few wild ones do not move it. */
export const median_ae: RegressionMetric = {
  task: 'regression',
  name: 'median_ae',
  label: 'Median AE',
  formula: 'median(|e|)',
  higher_is_better: false,
  optimal: 0,
  unit: 'y',
  on_demand: true,
  aliases: ['median_absolute_error'],
  elsewhere: 'sklearn: median_absolute_error; nirs4all: median_ae',
  score: ({ y_true, y_pred }) =>
    quantiles(
      y_true.map((y, i) => Math.abs(y_pred[i]! - y)),
      [0.5],
    )[0]!,
}
