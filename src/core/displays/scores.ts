import { printable } from '../errors/index.ts'
import type { MetricCard, Partition, PredictionRecord, ResultRecord, ResultScores, Scores } from '../records/index.ts'
import { type TableDisplay, tableOf } from './display.ts'
import { formatScore, formatSpread } from './format.ts'
import { metricLabel, ofClasses, partHeading, scoreText } from './labels.ts'
import { foldSpread, memberWords, predictedModels } from './prediction-models.ts'

const isFold = (fold_id: string) => /^\d+$/.test(fold_id)

/** Number of folds that were validated, from the predictions of one result. */
export function foldCount(predictions: readonly PredictionRecord[]): number {
  return new Set(predictions.filter(p => p.partition === 'val' && isFold(p.fold_id)).map(p => p.fold_id)).size
}

/** Folds in their order, then the ensembles, then the refitted model. */
function foldOrder(a: string, b: string): number {
  const last = ['avg', 'w_avg', 'final']
  if (isFold(a) && isFold(b)) return Number(a) - Number(b)
  return (isFold(a) ? -1 : last.indexOf(a)) - (isFold(b) ? -1 : last.indexOf(b))
}

interface FoldRow {
  readonly name: string
  readonly cells: Readonly<Partial<Record<Partition, string>>>
}

/** Mean ± sd over the folds and the pooled score, as the result has them. */
function resultSummary({ metric, scores }: ResultRecord): readonly FoldRow[] {
  const spread = scores.val_folds?.[metric]
  return [
    {
      name: 'mean ± sd',
      cells: {
        train: formatScore(scores.train?.[metric]),
        val: formatSpread(spread?.mean, spread?.sd),
        test: formatScore(scores.test?.[metric]),
      },
    },
    { name: 'pooled', cells: { val: formatScore(scores.val?.[metric]) } },
  ]
}

/** The same of a model that does not rank the result, from its folds: the result's scores are not its own. */
function modelSummary(metric: string, predictions: readonly PredictionRecord[]): readonly FoldRow[] {
  const of = (partition: Partition) => foldSpread(predictions, partition, metric)
  const val = of('val')
  return [
    {
      name: 'mean ± sd',
      cells: {
        train: formatScore(of('train').mean),
        val: formatSpread(val.mean, val.sd),
        test: formatScore(of('test').mean),
      },
    },
  ]
}

/** Fold × partition scores of one result by its ranking metric, with mean ± sd over folds and the pooled score. */
export function foldTable(
  result: ResultRecord,
  predictions: readonly PredictionRecord[],
  metrics: readonly MetricCard[] = [],
): TableDisplay {
  const own = predictions.filter(({ result_id }) => result_id === result.id)
  return tableOfFolds('Folds', result.metric, own, resultSummary(result), metrics)
}

/** One table for each branch and model of a result; just the one where it has no more. */
export function foldTables(
  result: ResultRecord,
  predictions: readonly PredictionRecord[],
  metrics: readonly MetricCard[] = [],
): readonly TableDisplay[] {
  const models = predictedModels(predictions.filter(({ result_id }) => result_id === result.id))
  if (models.length < 2) return [foldTable(result, predictions, metrics)]
  return models.map(model => {
    const ranks = model.member === result.best_member
    const summary = ranks ? resultSummary(result) : modelSummary(result.metric, model.predictions)
    return tableOfFolds(`Folds of ${memberWords(model)}`, result.metric, model.predictions, summary, metrics)
  })
}

function tableOfFolds(
  title: string,
  metric: string,
  own: readonly PredictionRecord[],
  summary: readonly FoldRow[],
  metrics: readonly MetricCard[],
): TableDisplay {
  const scoreOf = (fold_id: string, partition: Partition) =>
    own.find(p => p.fold_id === fold_id && p.partition === partition)?.scores[metric]
  const rowOf = (fold_id: string): FoldRow => ({
    name: fold_id,
    cells: {
      train: formatScore(scoreOf(fold_id, 'train')),
      val: formatScore(scoreOf(fold_id, 'val')),
      test: formatScore(scoreOf(fold_id, 'test')),
    },
  })
  const ids = [...new Set(own.map(({ fold_id }) => fold_id))].sort(foldOrder)
  const rows = [
    ...ids.filter(isFold).map(rowOf),
    ...(ids.some(isFold) ? summary : []),
    ...ids.filter(id => !isFold(id)).map(rowOf),
  ]
  return tableOf(
    metric === 'rmse' ? title : `${title}: ${metricLabel(metric, metrics)}`,
    [
      { key: 'fold_id', label: 'Fold', align: 'left', priority: 0, value: row => row.name, text: row => row.name },
      ...(['train', 'val', 'test'] as const).map(partition => ({
        key: partition,
        label: partHeading(metric, partition, metrics),
        align: 'right' as const,
        priority: 0,
        value: (row: FoldRow) => row.cells[partition] ?? null,
        text: (row: FoldRow) => row.cells[partition] ?? '–',
      })),
    ],
    rows,
    'No predictions are stored for this result.',
  )
}

const partLabels = {
  train: 'Cal. (folds)',
  val: 'CV (pooled)',
  test: 'Pred. (folds)',
  avg_test: 'Pred. (avg)',
  w_avg_test: 'Pred. (w_avg)',
  final_train: 'Cal. (refit)',
  final_test: 'Pred. (refit)',
} as const satisfies Partial<Record<keyof ResultScores, string>>

/** Classes are learned and tested, not calibrated. */
const classPartLabels: Readonly<Record<keyof typeof partLabels, string>> = {
  train: 'Train (folds)',
  val: 'CV (pooled)',
  test: 'Test (folds)',
  avg_test: 'Test (avg)',
  w_avg_test: 'Test (w_avg)',
  final_train: 'Train (refit)',
  final_test: 'Test (refit)',
}

/** What the parts of a result are called. */
export const partLabelsOf = (task: MetricCard['task']): Readonly<Record<keyof typeof partLabels, string>> =>
  task === 'classification' ? classPartLabels : partLabels

/** All metrics of a result × the parts it has scores for. */
export function metricsTable(result: ResultRecord, metrics: readonly MetricCard[] = []): TableDisplay {
  const parts = (Object.keys(partLabels) as (keyof typeof partLabels)[]).filter(part => result.scores[part])
  const labels = partLabelsOf(ofClasses(result) ? 'classification' : 'regression')
  const scoresOf = (part: keyof typeof partLabels): Scores => result.scores[part] ?? {}
  const names = [...new Set(parts.flatMap(part => Object.keys(scoresOf(part))))]
  const spreadOf = (name: string) => {
    const spread = result.scores.val_folds?.[name]
    return formatSpread(spread?.mean, spread?.sd)
  }
  return {
    kind: 'table',
    title: printable(`Metrics of ${result.pipeline_config} on ${result.dataset}`),
    columns: [
      { label: 'Metric', align: 'left' },
      ...parts.flatMap(part => [
        { label: labels[part], align: 'right' as const },
        ...(part === 'val' ? [{ label: 'CV folds mean ± sd', align: 'right' as const }] : []),
      ]),
    ],
    rows: names.map(name => [
      printable(metricLabel(name, metrics)),
      ...parts.flatMap(part => [scoreText(scoresOf(part), name), ...(part === 'val' ? [spreadOf(name)] : [])]),
    ]),
    whenEmpty: result.error
      ? printable(`This result failed: ${result.error.message}${result.error.hint ? ` ${result.error.hint}` : ''}`)
      : 'This result has no scores.',
  }
}
