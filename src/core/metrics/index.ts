export { type Metric, rankingValue } from './metric.ts'
export { findMetric, getMetric, metricCard, metrics, scoreAll } from './registry.ts'
export { type RegressionErrors, regressionErrors } from './regression-errors.ts'
