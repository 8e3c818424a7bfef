import { Option } from 'commander'
import {
  type Engine,
  type ForeignOrigin,
  foldTables,
  formatDuration,
  formatTime,
  intervalsTable,
  leadingModel,
  matrixTable,
  metricsTable,
  modelsTable,
  ofClasses,
  type PredictionRecord,
  pooledConfusionMatrix,
  predictedModels,
  quote,
  type ResultRecord,
  type TableDisplay,
} from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { given, jsonOption } from '../options.ts'
import { type Detail, textDetails } from '../output/text-details.ts'
import { writeRecord, writeTable } from '../output/write.ts'

function details(result: ResultRecord, origin: ForeignOrigin | undefined): readonly Detail[] {
  const params = Object.entries(result.params).map(([name, value]) => `${name}=${quote(value)}`)
  return [
    ['Pipeline', result.pipeline_config],
    ['Dataset', `${result.dataset}, ${result.n_samples} samples × ${result.n_features} features`],
    ['Target', `${result.target} (${result.task_type.replaceAll('_', ' ')})`],
    ['Classes', result.classes?.join(', ')],
    ['Status', result.status],
    ['Error', result.error && `${result.error.message} [${result.error.code}]`],
    ['Hint', result.error?.hint],
    ['Factors', params.join(', ')],
    ['Template', result.template_name],
    ['Run', result.run_id],
    ['From', origin && `${origin.label}, ${origin.path}`],
    ['Predictions', result.predictions_count],
    ['Preprocessing', `fitted once for each ${result.fit_scope.replace('_', ' ')}`],
    ['Duration', formatDuration(result.duration_ms)],
    ['Created (UTC)', formatTime(result.created_at)],
    ['Config', result.pipeline_config_id],
    ['Id', result.id],
    ...result.warnings.map(warning => ['Warning', warning] as const),
  ]
}

/** Out-of-fold predictions of the model that ranks the result; null for quantities and where there was no validation. */
async function confusion(
  engine: Engine,
  result: ResultRecord,
  predictions: readonly PredictionRecord[],
): Promise<TableDisplay | null> {
  const metrics = engine.metrics.list()
  const folds = predictions.filter(({ partition, fold_id }) => partition === 'val' && /^\d+$/.test(fold_id))
  if (!ofClasses(result) || folds.length === 0) return null
  const drawn = await Promise.all(
    folds.map(async prediction => ({ prediction, arrays: await engine.predictions.arrays(prediction.id) })),
  )
  return matrixTable(pooledConfusionMatrix(drawn, result.scores.val ?? {}, { metrics }))
}

interface Flags {
  readonly json?: boolean
  readonly intervals?: boolean
  readonly metric?: string
  readonly confidence?: number
}

export const addResultsShow: AddCommand = (results, context) => {
  results
    .command('show')
    .summary('show one result: factors, scores of every part, folds')
    .argument('<id>', 'id of the result')
    .option('--intervals', 'with bootstrap intervals of the score of each part')
    .addOption(new Option('--metric <name>', 'of this metric instead of the ranking one').implies({ intervals: true }))
    .addOption(
      new Option('--confidence <share>', 'of the intervals (default: 0.95)')
        .argParser(Number)
        .implies({ intervals: true }),
    )
    .addOption(jsonOption('the record'))
    .action(async (id: string, { json, intervals: asked, ...request }: Flags) => {
      const engine = await context.engine()
      const result = await engine.results.get(id)
      // A failed result has no predictions to make them of.
      const wanted = asked && result.status !== 'failed'
      const intervals = wanted ? await engine.results.intervals(result.id, given({ ...request })) : undefined
      if (json) return writeRecord(context, intervals ? { ...result, intervals } : result)
      // Where its run cannot be read, the result is shown all the same.
      const run = await engine.runs.get(result.run_id).catch(() => undefined)
      await context.write(textDetails(details(result, run?.foreign)))
      if (result.status === 'failed') return
      const metrics = engine.metrics.list()
      const predictions = await engine.predictions.list({ result: result.id })
      const models = predictedModels(predictions)
      const leading = leadingModel(result, models)
      const matrix = await confusion(engine, result, leading?.predictions ?? [])
      const tables = [
        metricsTable(result, metrics),
        ...(models.length > 1 ? [modelsTable(result, models, metrics)] : []),
        ...(matrix ? [matrix] : []),
        ...foldTables(result, predictions, metrics),
      ]
      for (const table of tables) {
        await context.write('\n')
        await writeTable(context, table, { title: true })
      }
      if (!intervals) return
      await context.write('\n')
      await writeTable(context, intervalsTable(intervals, { metrics }), { title: true })
    })
}
