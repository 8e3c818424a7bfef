import type { RegressionMetric } from './metric.ts'

/** Mean relative error, as a fraction. Says nothing where the truth comes near 0. */
export const mape: RegressionMetric = {
  task: 'regression',
  name: 'mape',
  label: 'MAPE',
  formula: 'Σ(|e| / |y|) / n, a fraction; |y| counts as at least 2.2e-16',
  higher_is_better: false,
  optimal: 0,
  unit: 'none',
  aliases: ['mean_absolute_percentage_error'],
  elsewhere: 'sklearn: mean_absolute_percentage_error; nirs4all: mape; R yardstick: mape, in %',
  score: ({ y_true, y_pred, n }) => {
    let sum = 0
    for (let i = 0; i < n; i++) {
      sum += Math.abs(y_pred[i]! - y_true[i]!) / Math.max(Math.abs(y_true[i]!), Number.EPSILON)
    }
    return sum / n
  },
}
