import {
  comparisonTable,
  componentCurve,
  type Display,
  type Engine,
  factorBoxes,
  factorMatrices,
  foldCount,
  foldTables,
  leaderboardTable,
  metricsTable,
  modelsTable,
  N4aError,
  pairedComparisonTable,
  pairedTestText,
  predictedModels,
  type ResultRecord,
  type RunRecord,
  runsTable,
  scoreHistograms,
} from '../../core/index.ts'
import type { Drawn } from './draw-predictions.ts'
import { drawPredictions, drawResiduals } from './draw-predictions.ts'

/** More results side by side are a listing. */
const mostCompared = 12

const first = (displays: readonly Display[]): Drawn => displays as Drawn

/** A run: its facts, the matrix of preprocessings and datasets, its best results. */
export function drawRun(engine: Engine, run: RunRecord, results: readonly ResultRecord[]): readonly Display[] {
  const metrics = engine.metrics.list()
  const several = new Set(results.map(({ preprocessings, dataset }) => `${preprocessings}\n${dataset}`)).size > 1
  return [
    runsTable([run], metrics),
    ...(several ? factorMatrices(results, { metrics }) : []),
    leaderboardTable(results, { metrics }),
  ]
}

export interface FactorOptions {
  /** Default: what ranks each result. */
  readonly metric?: string
}

export const drawMatrix = (
  engine: Engine,
  results: readonly ResultRecord[],
  options: FactorOptions & { readonly rows?: string; readonly columns?: string },
): Drawn => first(factorMatrices(results, { ...options, metrics: engine.metrics.list() }))

export const drawBoxes = (
  engine: Engine,
  results: readonly ResultRecord[],
  factor: string | undefined,
  options: FactorOptions,
): Drawn => first(factorBoxes(results, factor, { ...options, metrics: engine.metrics.list() }))

export const drawDistribution = (engine: Engine, results: readonly ResultRecord[], options: FactorOptions): Drawn =>
  first(scoreHistograms(results, { ...options, metrics: engine.metrics.list() }))

/** Scores by fold and part. */
export async function drawFolds(engine: Engine, result: ResultRecord): Promise<Drawn> {
  const predictions = await engine.predictions.list({ result: result.id })
  const metrics = engine.metrics.list()
  const models = predictedModels(predictions)
  return first([
    ...(models.length > 1 ? [modelsTable(result, models, metrics)] : []),
    ...foldTables(result, predictions, metrics),
    metricsTable(result, metrics),
  ])
}

/** Calibration and cross-validation error against a parameter. */
export async function drawCurve(engine: Engine, result: ResultRecord, parameter: string | undefined) {
  const [results, predictions] = await Promise.all([
    engine.results.list({ run: result.run_id, dataset: result.dataset }),
    engine.predictions.list({ result: result.id }),
  ])
  return componentCurve(results, result, foldCount(predictions) || null, {
    ...(parameter === undefined ? {} : { parameter }),
    metrics: engine.metrics.list(),
  })
}

/** All that is stored of a result: scores, predictions, residuals, and the curve it is a point of. */
export async function drawReport(engine: Engine, result: ResultRecord): Promise<Drawn> {
  const folds = await drawFolds(engine, result)
  if (result.status === 'failed') return folds
  const [scatter, residuals, curve] = await Promise.all([
    drawPredictions(engine, result, {}),
    drawResiduals(engine, result, {}),
    drawCurve(engine, result, undefined),
  ])
  const quantities = result.task_type === 'regression'
  const points = curve.series.reduce((most, { points }) => Math.max(most, points.length), 0)
  return [
    ...folds,
    ...scatter.displays,
    ...(quantities ? residuals.displays : []),
    ...(points > 1 ? [curve] : []),
  ] as const
}

/** Results side by side, and where they can be tested on the same samples, the verdict. */
export async function drawComparison(engine: Engine, results: readonly ResultRecord[]): Promise<readonly Display[]> {
  const metrics = engine.metrics.list()
  const table = comparisonTable(results, { metrics })
  const oneDataset = new Set(results.map(({ dataset }) => dataset)).size === 1
  if (!oneDataset || results.length < 2 || results.length > mostCompared) return [table]
  try {
    const comparison = await engine.results.compare(results.map(({ id }) => id))
    const tested = pairedComparisonTable(comparison, { metrics })
    const rule = `p: ${pairedTestText[comparison.test]}`
    return [{ ...tested, notes: [comparison.verdict, rule] }, table]
  } catch (error) {
    // Results that no test can hold against each other are still side by side, with the reason.
    if (!(error instanceof N4aError) || error.code !== 'UnsupportedRequest') throw error
    return [{ ...table, notes: [error.message] }]
  }
}
