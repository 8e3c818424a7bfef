import {
  comparisonTable,
  componentCurve,
  datasetsTable,
  type Engine,
  explanationDisplays,
  foldCount,
  foldTables,
  leaderboardTable,
  metricsTable,
  modelsTable,
  noCharts,
  operatorsTable,
  predictedModels,
  predictionsTable,
  type RunRequest,
  resultChartDisplays,
  resultsTable,
  runsTable,
  templatesTable,
} from '../core/index.ts'
import { drawPredictions } from './draw-predictions.ts'
import { findResult, findResults, findRun } from './find-items.ts'
import type { Kernel } from './kernel.ts'
import { withReadableErrors } from './readable-error.ts'
import { shown } from './renderable.ts'
import { runInNotebook } from './run-in-notebook.ts'

const limitOfRun = 10

/** The notebook's functions on an engine, which is asked for at each call because a notebook may choose another workspace. */
export function kernelOf(getEngine: () => Engine): Kernel {
  /** Every function: with the engine of the moment, and errors in words. */
  const call = <T>(work: (engine: Engine) => Promise<T>): Promise<T> =>
    withReadableErrors(async () => work(getEngine()))

  return {
    run: (request, { datasets, ...options } = {}) =>
      call(async engine => {
        const asked =
          typeof request === 'string' || isPaths(request) ? await engine.runs.read([request].flat(), datasets) : request
        return runInNotebook(engine, started => engine.runs.start(asked, started), options)
      }),

    resume: (run, options = {}) =>
      call(async engine => {
        const { id } = await findRun(engine, run)
        return runInNotebook(engine, started => engine.runs.resume(id, started), options)
      }),

    runs: filter =>
      call(async engine => {
        const runs = await engine.runs.list(filter)
        return shown(runs, [runsTable(runs, engine.metrics.list())])
      }),

    results: query =>
      call(async engine => {
        const results = await engine.results.list(query)
        return shown(results, [resultsTable(results, engine.metrics.list())])
      }),

    predictions: query =>
      call(async engine => {
        const predictions = await engine.predictions.list(query)
        return shown(predictions, [predictionsTable(predictions, engine.metrics.list())])
      }),

    templates: () =>
      call(async engine => {
        const templates = await engine.templates.list()
        return shown(templates, [templatesTable(templates)])
      }),

    datasets: () =>
      call(async engine => {
        const datasets = await engine.datasets.list()
        return shown(datasets, [datasetsTable(datasets)])
      }),

    operators: () => {
      const cards = getEngine().operators.list()
      return shown(cards, [operatorsTable(cards)])
    },

    leaderboard: (run = 'latest', options = {}) =>
      call(async engine => {
        const { id } = await findRun(engine, run)
        const results = await engine.results.list({ run: id })
        return shown(results, [leaderboardTable(results, { ...options, metrics: engine.metrics.list() })])
      }),

    compare: (...items) =>
      call(async engine => {
        const results = await findResults(engine, items.flat(), limitOfRun)
        return shown(results, [comparisonTable(results, { metrics: engine.metrics.list() })])
      }),

    folds: item =>
      call(async engine => {
        const result = await findResult(engine, item)
        const predictions = await engine.predictions.list({ result: result.id })
        const metrics = engine.metrics.list()
        const models = predictedModels(predictions)
        return shown(result, [
          ...(models.length > 1 ? [modelsTable(result, models, metrics)] : []),
          ...foldTables(result, predictions, metrics),
          metricsTable(result, metrics),
        ])
      }),

    scatter: (item, options = {}) =>
      call(async engine => {
        const displays = await drawPredictions(engine, item, options)
        return shown(displays[0], displays)
      }),

    curve: (item, parameter) =>
      call(async engine => {
        const result = await findResult(engine, item)
        const [results, predictions] = await Promise.all([
          engine.results.list({ run: result.run_id, dataset: result.dataset }),
          engine.predictions.list({ result: result.id }),
        ])
        const display = componentCurve(results, result, foldCount(predictions) || null, {
          ...(parameter === undefined ? {} : { parameter }),
          metrics: engine.metrics.list(),
        })
        return shown(display, [display])
      }),

    explain: (item, options) =>
      call(async engine => {
        const { id } = await findResult(engine, item)
        const explanation = await engine.results.explain(id, options)
        return shown(explanation, explanationDisplays(explanation))
      }),

    charts: item =>
      call(async engine => {
        const { id } = await findResult(engine, item)
        const charts = await engine.results.charts(id)
        return shown(charts, charts.length > 0 ? charts.flatMap(resultChartDisplays) : [noCharts])
      }),

    table: display => shown(display, [display]),
  }
}

const isPaths = (request: RunRequest | readonly string[]): request is readonly string[] => Array.isArray(request)
