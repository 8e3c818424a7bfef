export {
  type BootstrapInterval,
  type BootstrapOptions,
  bootstrapInterval,
  type IntervalMethod,
  intervalMethods,
} from './bootstrap-interval.ts'
export { type ClassificationOutcome, classificationOutcome } from './classification-outcome.ts'
export { type ClassificationMetric, type Metric, type RegressionMetric, rankingValue } from './metric.ts'
export {
  type DefinedMetric,
  type OwnMetric,
  ownMetric,
  ownMetricCard,
  rememberedMetric,
} from './own-metrics.ts'
export {
  classificationMetrics,
  everyMetric,
  findMetric,
  findOwnMetric,
  getMetric,
  isOwnMetric,
  keepOwnMetrics,
  metricCard,
  metrics,
  regressionMetrics,
  scoreAll,
  scoreAllClasses,
} from './registry.ts'
export { type RegressionErrors, regressionErrors } from './regression-errors.ts'
export { type PredictedSamples, scoreSamples } from './score-samples.ts'
