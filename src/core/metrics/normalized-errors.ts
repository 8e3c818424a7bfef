import { mae } from './mae.ts'
import type { RegressionMetric } from './metric.ts'
import type { RegressionErrors } from './regression-errors.ts'
import { rmse } from './rmse.ts'

const error = { task: 'regression', higher_is_better: false, optimal: 0, unit: 'none', on_demand: true } as const

/** Errors as a part of what the truth spans, so that they compare across targets. Undefined where that is constant. */
export const nrmse: RegressionMetric = {
  ...error,
  name: 'nrmse',
  label: 'NRMSE',
  formula: 'RMSE / (max(y) − min(y))',
  aliases: ['normalized_rmse'],
  elsewhere: "nirs4all: nrmse; R hydroGOF: nrmse(norm='maxmin'), in %",
  score: errors => ofRange(errors, rmse.score(errors)),
}

export const nmae: RegressionMetric = {
  ...error,
  name: 'nmae',
  label: 'NMAE',
  formula: 'MAE / (max(y) − min(y))',
  elsewhere: 'nirs4all: nmae',
  score: errors => ofRange(errors, mae.score(errors)),
}

export const nmse: RegressionMetric = {
  ...error,
  name: 'nmse',
  label: 'NMSE',
  formula: 'MSE / var(y), both with n, which is 1 − R²',
  elsewhere: 'nirs4all: nmse; 1 − sklearn: r2_score',
  score: ({ sse, truth }) => (truth.sst > 0 ? sse / truth.sst : Number.NaN),
}

const ofRange = ({ truth }: RegressionErrors, value: number): number =>
  truth.sst > 0 ? value / truth.range : Number.NaN
