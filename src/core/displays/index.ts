export { extent, linearScale, niceTicks, tickLabels } from '../math/ticks.ts'
export { aggregatedTable } from './aggregated-prediction.ts'
export { bestSoFar } from './best-so-far.ts'
export { calibrationNote } from './calibration-note.ts'
export { classLabels } from './class-counts.ts'
export { classTable } from './class-table.ts'
export { columnFacts, type Fact, hasMeaning, metricFacts, metricOfColumn } from './column-facts.ts'
export { comparisonTable } from './comparison.ts'
export { componentCurve } from './component-curve.ts'
export { confusionMatrix, pooledConfusionMatrix } from './confusion-matrix.ts'
export { datasetChangesTable, datasetChecksTable, resolutionTable } from './dataset-checks.ts'
export { type DatasetSpectraOptions, datasetSpectra } from './dataset-spectra.ts'
export { datasetColumns, datasetsTable, targetFacts, wavelengthText } from './datasets.ts'
export { deletedRunColumns, deletedRunsTable } from './deleted-runs.ts'
export * from './display.ts'
export { displayRows } from './display-rows.ts'
export { displayTable } from './display-table.ts'
export { expansionTree } from './expansion-tree.ts'
export { type ExplanationCharts, explanationCharts, explanationDisplays } from './explanation-charts.ts'
export { coefficientsTable, componentsTable, influentialSamplesTable, vipRangesTable } from './explanation-tables.ts'
export { facetsTable } from './facets.ts'
export { type FactorBoxesOptions, factorBoxes } from './factor-boxes.ts'
export { type FactorMatrixOptions, factorMatrices } from './factor-matrix.ts'
export { factorNames, varyingFactors } from './factors.ts'
export {
  coefficientsLine,
  loadingsLines,
  selectivityRatioLine,
  vipLine,
  type Wavelengths,
} from './feature-lines.ts'
export * from './format.ts'
export { guardColumns, guardsTable } from './guards.ts'
export { importTable } from './imports.ts'
export { influenceScatter } from './influence-scatter.ts'
export {
  leadingMetric,
  metricLabel,
  ofClasses,
  predictionScores,
  scoreHeading,
  scoreLabel,
  scoreText,
  sharedMetric,
} from './labels.ts'
export { gapColumn, leaderboardTable, optimismGap } from './leaderboard.ts'
export { libraryColumns, libraryTable } from './library.ts'
export { lineageTable } from './lineage.ts'
export { lineageGraph } from './lineage-graph.ts'
export { markColumns, marksTable } from './marks.ts'
export { matrixTable } from './matrix-table.ts'
export { metricColumns, metricsListTable } from './metrics.ts'
export { neighboursTable } from './neighbours.ts'
export { newPredictionsTable } from './new-predictions.ts'
export { operatorColumns, operatorsTable } from './operators.ts'
export { pairedComparisonTable, pairedTestText } from './paired-comparison.ts'
export { residualsScatter } from './pooled-residuals.ts'
export type { PredictedPart } from './predicted-part.ts'
export { crossValidationScatter, predictionScatter, residualScatter, type TargetWords } from './prediction-charts.ts'
export { leadingModel, modelsTable, predictedModels } from './prediction-models.ts'
export { modelWords } from './prediction-words.ts'
export { predictionColumns, predictionColumnsFor, predictionColumnsOf, predictionsTable } from './predictions.ts'
export { isBetter, metricTask, rankingCost } from './ranking.ts'
export { recordFacts } from './record-facts.ts'
export { type Repeatability, repeatability } from './replicates.ts'
export { residualHistogram } from './residual-histogram.ts'
export { residualQuantiles } from './residual-quantiles.ts'
export { resultChartTables } from './result-chart-tables.ts'
export { noCharts, resultChartDisplays } from './result-charts.ts'
export {
  predictionScoreText,
  resultColumns,
  resultColumnsFor,
  resultColumnsOf,
  resultState,
  resultsTable,
} from './results.ts'
export { predictionComparisonTables, runComparisonTables } from './run-comparison.ts'
export { runCostLines } from './run-cost.ts'
export { runColumns, runColumnsFor, runState, runsTable, runTitle } from './runs.ts'
export { samplesTable } from './samples.ts'
export { type ScoreHistogramOptions, scoreHistograms } from './score-histogram.ts'
export { intervalsTable } from './score-intervals.ts'
export { foldCount, foldTable, foldTables, metricsTable } from './scores.ts'
export { spectralOutliersScatter } from './spectral-outliers-scatter.ts'
export { stageSpectra } from './stage-spectra.ts'
export { storedModelColumns, storedModelsTable } from './stored-models.ts'
export { classesTable } from './target-charts.ts'
export { targetHistogram } from './target-histogram.ts'
export { templateColumns, templatesTable } from './templates.ts'
export { templatesUsedTable } from './templates-used.ts'
export { viewsTable } from './views.ts'
export { wrongSamplesTable } from './wrong-samples.ts'
