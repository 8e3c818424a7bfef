import type { RegressionMetric } from './metric.ts'

/** R² of the predictions freed from their bias. Undefined where the truth is constant. */
export const explained_variance: RegressionMetric = {
  task: 'regression',
  name: 'explained_variance',
  label: 'Explained variance',
  formula: '1 − Σ(e − ē)² / Σ(y − ȳ)²',
  higher_is_better: true,
  optimal: 1,
  unit: 'none',
  on_demand: true,
  aliases: ['explained_variance_score'],
  elsewhere: 'sklearn: explained_variance_score; nirs4all: explained_variance',
  score: ({ centered_sse, truth }) => (truth.sst > 0 ? 1 - centered_sse / truth.sst : Number.NaN),
}
