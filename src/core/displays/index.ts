export { extent, linearScale, niceTicks, tickLabels } from '../math/ticks.ts'
export { comparisonTable } from './comparison.ts'
export { componentCurve } from './component-curve.ts'
export { datasetColumns, datasetsTable, wavelengthText } from './datasets.ts'
export * from './display.ts'
export {
  coefficientsLine,
  loadingsLines,
  selectivityRatioLine,
  vipLine,
  type Wavelengths,
} from './feature-lines.ts'
export * from './format.ts'
export { guardColumns, guardsTable } from './guards.ts'
export { influenceScatter } from './influence-scatter.ts'
export { metricLabel, predictionScores, scoreLabel, scoreText, sharedMetric } from './labels.ts'
export { leaderboardTable, optimismGap } from './leaderboard.ts'
export { metricColumns, metricsListTable } from './metrics.ts'
export { operatorColumns, operatorsTable } from './operators.ts'
export { pairedComparisonTable, pairedTestText } from './paired-comparison.ts'
export { crossValidationScatter, predictionScatter, residualScatter, type TargetWords } from './prediction-charts.ts'
export { predictionColumns, predictionColumnsFor, predictionsTable } from './predictions.ts'
export { predictionScoreText, resultColumns, resultColumnsFor, resultState, resultsTable } from './results.ts'
export { runColumns, runState, runsTable } from './runs.ts'
export { intervalsTable } from './score-intervals.ts'
export { foldCount, foldTable, metricsTable } from './scores.ts'
export { templateColumns, templatesTable } from './templates.ts'
