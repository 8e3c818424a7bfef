import {
  aggregatedTable,
  comparisonTable,
  type Engine,
  explanationDisplays,
  leaderboardTable,
  lineageGraph,
  lineageTable,
  newPredictionsTable,
  noCharts,
  operatorsTable,
  type RunRecord,
  type RunRequest,
  resultChartDisplays,
  runsTable,
  templatesTable,
} from '../core/index.ts'
import { drawPredictions, drawResiduals } from '../render/drawings/draw-predictions.ts'
import {
  drawBoxes,
  drawComparison,
  drawCurve,
  drawDistribution,
  drawFolds,
  drawMatrix,
  drawReport,
} from '../render/drawings/draw-results.ts'
import { findResult, findResults, findRun, resultsOf } from '../render/drawings/find-items.ts'
import { samplesOf, sampleTable } from '../render/drawings/sample-table.ts'
import { dataTable } from './data-table.ts'
import { datasetItem } from './dataset-item.ts'
import { datasetsOf } from './datasets-of.ts'
import { drawing } from './drawing.ts'
import type { Kernel } from './kernel.ts'
import { plainRequest } from './plain-request.ts'
import { withReadableErrors } from './readable-error.ts'
import { listing, recordList, recordQuery } from './record-list.ts'
import { shown, withMethods } from './renderable.ts'
import { attachInNotebook, runInNotebook } from './run-in-notebook.ts'
import { itemsOf } from './shown-items.ts'
import { templateItem } from './template-item.ts'

const limitOfRun = 10

/** The notebook's functions on an engine, which is asked for at each call because a notebook may choose another workspace. */
export function kernelOf(getEngine: () => Engine): Kernel {
  /** Every function: with the engine of the moment, and errors in words. */
  const call = <T>(work: (engine: Engine) => Promise<T>): Promise<T> =>
    withReadableErrors(async () => work(getEngine()))

  const asRun = async (engine: Engine, run: RunRecord) => items.run(run, await engine.results.list({ run: run.id }))

  const attach: Kernel['watch'] = (run, options = {}) =>
    call(async engine => asRun(engine, await attachInNotebook(engine, (await findRun(engine, run)).id, options)))

  const run: Kernel['run'] = Object.assign(
    ((request, { datasets, ...options } = {}) =>
      call(async engine => {
        const asked =
          typeof request === 'string' || isPaths(request)
            ? await engine.runs.read([request].flat(), datasets)
            : plainRequest(request)
        return asRun(engine, await runInNotebook(engine, started => engine.runs.start(asked, started), options))
      })) as Kernel['run'],
    { attach },
  )

  const kernel: Kernel = {
    run,
    watch: attach,

    resume: (run, options = {}) =>
      call(async engine => {
        const { id } = await findRun(engine, run)
        return asRun(engine, await runInNotebook(engine, started => engine.runs.resume(id, started), options))
      }),

    exportRun: (run, path, options = {}) =>
      call(async engine => engine.runs.export((await findRun(engine, run)).id, path, options)),

    importRun: path =>
      call(async engine => asRun(engine, await engine.runs.get((await engine.runs.import(path)).run_id))),

    runs: filter =>
      call(async engine => {
        const runs = await engine.runs.list(filter)
        return recordList(runs, listed => () => [runsTable(listed, engine.metrics.list())])
      }),

    results: listing(query => recordQuery(() => call(async engine => items.results(await engine.results.list(query))))),

    predictions: listing(query =>
      recordQuery(() => call(async engine => items.predictions(await engine.predictions.list(query)))),
    ),

    arrays: item =>
      call(async engine => {
        const arrays = await engine.predictions.arrays(typeof item === 'string' ? item : item.id)
        return withMethods(
          shown(arrays, [sampleTable(arrays)]),
          dataTable(() => samplesOf(arrays)),
        )
      }),

    aggregate: (predictions, request) =>
      call(async engine => {
        const ids = (await predictions).map(item => (typeof item === 'string' ? item : item.id))
        const aggregated = await engine.predictions.aggregate(ids, request)
        const drawn = shown(aggregated, [aggregatedTable(aggregated, engine.metrics.list())])
        return withMethods(
          drawn,
          dataTable(() => samplesOf(aggregated)),
        )
      }),

    predict: (result, samples, request) =>
      call(async engine => {
        const { id } = await findResult(engine, result)
        const spec = typeof samples === 'string' ? { path: samples } : samples
        const made = await engine.predict(id, spec, request)
        return withMethods(
          shown(made, [newPredictionsTable(made)]),
          dataTable(() => made.samples),
        )
      }),

    lineage: item =>
      call(async engine => {
        const lineage = await engine.lineage(typeof item === 'string' ? item : item.id)
        return shown(lineage, [lineageGraph(lineage), lineageTable(lineage)])
      }),

    template: (source, { limit } = {}) => call(engine => templateItem(engine, source, limit)),

    dataset: source => call(engine => datasetItem(engine, source)),

    templates: () =>
      call(async engine => {
        const templates = await engine.templates.list()
        return shown(templates, [templatesTable(templates)])
      }),

    datasets: datasetsOf(call),

    operators: () => {
      const cards = getEngine().operators.list()
      return shown(cards, [operatorsTable(cards)])
    },

    leaderboard: (run = 'latest', options = {}) =>
      call(async engine => {
        const { id } = await findRun(engine, run)
        const results = await engine.results.list({ run: id })
        return items.results(results, listed => () => [
          leaderboardTable(listed, { ...options, metrics: engine.metrics.list() }),
        ])
      }),

    compare: (...compared) =>
      call(async engine => {
        const results = await findResults(engine, compared.flat(), limitOfRun)
        const drawn = await drawComparison(engine, results)
        // Of what is chosen from it, the test is another: that is drawn side by side alone.
        return items.results(
          results,
          listed => () =>
            listed.length === results.length ? drawn : [comparisonTable(listed, { metrics: engine.metrics.list() })],
        )
      }),

    folds: item =>
      call(async engine => {
        const result = await findResult(engine, item)
        return shown(result, await drawFolds(engine, result))
      }),

    scatter: (item, options = {}) =>
      call(async engine => {
        const { displays, rows } = await drawPredictions(engine, item, options)
        return drawing(displays, rows)
      }),

    residuals: (item, options = {}) =>
      call(async engine => {
        const { displays, rows } = await drawResiduals(engine, item, options)
        return drawing(displays, rows)
      }),

    report: item => call(async engine => drawing(await drawReport(engine, await findResult(engine, item)))),

    matrix: (items, options = {}) =>
      call(async engine => drawing(drawMatrix(engine, await resultsOf(engine, await items), options))),

    boxes: (items, factor, options = {}) =>
      call(async engine => drawing(drawBoxes(engine, await resultsOf(engine, await items), factor, options))),

    distribution: (items, options = {}) =>
      call(async engine => drawing(drawDistribution(engine, await resultsOf(engine, await items), options))),

    curve: (item, parameter) =>
      call(async engine => drawing([await drawCurve(engine, await findResult(engine, item), parameter)])),

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

    table: display => drawing([display]),
  }
  const items = itemsOf(getEngine, () => kernel)
  return kernel
}

const isPaths = (request: RunRequest | readonly string[]): request is readonly string[] => Array.isArray(request)
