import {
  type Engine,
  metricsTable,
  type PredictionQuery,
  type PredictionRecord,
  predictionsTable,
  type ResultRecord,
  type RunRecord,
  resultsTable,
} from '../core/index.ts'
import { drawRun } from '../render/drawings/draw-results.ts'
import { mostRows } from '../render/html/table-limits.ts'
import { dataTable } from './data-table.ts'
import type { ExportOptions, Kernel, PredictionItem, ResultItem, RunItem } from './kernel.ts'
import { type RecordQuery, type Records, recordList, recordQuery } from './record-list.ts'
import { type Displays, drawingMethods, withMethods } from './renderable.ts'

/** Records that know what belongs to them. Their methods stand on prototypes: lists may hold many thousands. */
export interface Items {
  run(record: RunRecord, results: readonly ResultRecord[]): RunItem
  result(record: ResultRecord): ResultItem
  results(
    records: readonly ResultRecord[],
    displays?: (records: readonly ResultRecord[]) => Displays,
  ): Records<ResultItem>
  predictions(records: readonly PredictionRecord[]): Records<PredictionItem>
}

export function itemsOf(getEngine: () => Engine, kernel: () => Kernel): Items {
  const cards = () => getEngine().metrics.list()

  const resultMethods = prototypeOf<ResultRecord>(result => [metricsTable(result, cards())], {
    predictions(query?: PredictionQuery) {
      return kernel().predictions({ ...query, result: this.id })
    },
    report() {
      return kernel().report(this)
    },
    async show() {
      await (await kernel().report(this)).show()
    },
    // Deno's kernel waits for it.
    async [Symbol.for('Jupyter.display')]() {
      return (await kernel().report(this)).bundle()
    },
    residuals(options?: Parameters<Kernel['residuals']>[1]) {
      return kernel().residuals(this, options)
    },
    folds() {
      return kernel().folds(this)
    },
    scatter(options?: Parameters<Kernel['scatter']>[1]) {
      return kernel().scatter(this, options)
    },
    curve(parameter?: string) {
      return kernel().curve(this, parameter)
    },
    explain(options?: Parameters<Kernel['explain']>[1]) {
      return kernel().explain(this, options)
    },
    charts() {
      return kernel().charts(this)
    },
    predict(samples: Parameters<Kernel['predict']>[1], request?: Parameters<Kernel['predict']>[2]) {
      return kernel().predict(this, samples, request)
    },
    lineage() {
      return kernel().lineage(this)
    },
  })

  const predictionMethods = prototypeOf<PredictionRecord>(prediction => [predictionsTable([prediction], cards())], {
    arrays() {
      return kernel().arrays(this)
    },
    residuals(options?: Parameters<Kernel['residuals']>[1]) {
      return kernel().residuals(this, options)
    },
    scatter(options?: Parameters<Kernel['scatter']>[1]) {
      return kernel().scatter(this, options)
    },
    lineage() {
      return kernel().lineage(this)
    },
  })

  const result = (record: ResultRecord) => Object.assign(Object.create(resultMethods), record) as ResultItem
  const prediction = (record: PredictionRecord) =>
    Object.assign(Object.create(predictionMethods), record) as PredictionItem

  const items: Items = {
    result,
    results: (records, displays = shown => () => [resultsTable(shown, cards(), { first: mostRows })]) =>
      recordList(records.map(result), displays),
    predictions: records =>
      recordList(records.map(prediction), shown => () => [predictionsTable(shown, cards(), { first: mostRows })]),
    run: (record, results) => {
      const ofRun = (): RecordQuery<ResultItem> => recordQuery(async () => kernel().results({ run: record.id }))
      return withMethods(
        { ...record },
        {
          ...drawingMethods(() => drawRun(getEngine(), record, results)),
          ...dataTable(() => results),
          results: (query?: Omit<Parameters<Kernel['results']>[0], 'run'>) =>
            kernel().results({ ...query, run: record.id }),
          predictions: (query?: PredictionQuery) => kernel().predictions({ ...query, run: record.id }),
          top: (n: number, metric?: string) => ofRun().top(n, metric),
          best: async (metric?: string) => bestOf(await ofRun(), record.id, metric),
          leaderboard: (options?: Parameters<Kernel['leaderboard']>[1]) => kernel().leaderboard(record, options),
          matrix: (options?: Parameters<Kernel['matrix']>[1]) => kernel().matrix(results, options),
          boxes: (factor?: string, options?: Parameters<Kernel['boxes']>[2]) =>
            kernel().boxes(results, factor, options),
          distribution: (options?: Parameters<Kernel['distribution']>[1]) => kernel().distribution(results, options),
          resume: (options?: Parameters<Kernel['resume']>[1]) => kernel().resume(record, options),
          export: (path: string, options?: ExportOptions) => kernel().exportRun(record, path, options),
          lineage: () => kernel().lineage(record),
        },
      )
    },
  }
  return items
}

/** The first of the best of each dataset. @throws Error where nothing has a score */
function bestOf(results: Records<ResultItem>, run: string, metric: string | undefined): ResultItem {
  const [best] = results.top(1, metric)
  if (best) return best
  throw new Error(`No result of ${run} has a score: (await run.results()).where('status:failed') tells why.`)
}

function prototypeOf<Item>(
  displays: (item: Item) => ReturnType<Extract<Displays, () => unknown>>,
  methods: object & ThisType<Item>,
): object {
  const prototype = {}
  for (const key of Reflect.ownKeys(drawingMethods([]))) {
    const value = function (this: Item, ...args: readonly unknown[]) {
      const drawn = drawingMethods(() => displays(this))
      return (Reflect.get(drawn, key) as (...args: readonly unknown[]) => unknown)(...args)
    }
    Object.defineProperty(prototype, key, { value, enumerable: false, configurable: true })
  }
  for (const key of Reflect.ownKeys(methods)) {
    const value = Reflect.get(methods, key)
    Object.defineProperty(prototype, key, { value, enumerable: false, configurable: true, writable: true })
  }
  return prototype
}
