import type { RegressionMetric } from './metric.ts'

/** How much of the spread of the truth the error leaves; below 0 where it is larger. Undefined where that is constant. */
export const consistency: RegressionMetric = {
  task: 'regression',
  name: 'consistency',
  label: 'Consistency',
  formula: '1 − RMSE / sd(y), both with n',
  higher_is_better: true,
  optimal: 1,
  unit: 'none',
  on_demand: true,
  elsewhere: 'nirs4all: consistency',
  score: ({ sse, truth }) => (truth.sst > 0 ? 1 - Math.sqrt(sse / truth.sst) : Number.NaN),
}
