import type { RegressionMetric } from './metric.ts'

/** Coefficient of determination about the mean of the same rows' truth; undefined where that is constant. */
export const r2: RegressionMetric = {
  task: 'regression',
  name: 'r2',
  label: 'R²',
  formula: '1 − Σe² / Σ(y − ȳ)²',
  higher_is_better: true,
  optimal: 1,
  unit: 'none',
  aliases: ['r2_score'],
  elsewhere: 'sklearn: r2_score; R pls: R2(); nirs4all: r2; Unscrambler: R-square; OPUS: R² in %',
  score: ({ sse, truth }) => (truth.sst > 0 ? 1 - sse / truth.sst : Number.NaN),
}
