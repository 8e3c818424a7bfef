import type { MetricCard, PredictionRecord } from '../records/index.ts'
import { countColumn, numberColumn, textColumn } from './column.ts'
import { type Column, type TableDisplay, tableOf } from './display.ts'
import { formatScore, formatTime } from './format.ts'
import { betterEnd, leadingMetric, metricLabel, scoreHeading, scoreText } from './labels.ts'
import { companionsOf, metricTask } from './ranking.ts'

const parts = { train: 'train_score', val: 'val_score', test: 'test_score' } as const

/**
 * Columns for predictions scored by `metric`; a prediction scored by another says so in the cell. `branches`: some come from
 * a branch of their pipeline.
 */
export function predictionColumnsFor(
  metric: string,
  metrics: readonly MetricCard[] = [],
  { branches = false }: { readonly branches?: boolean } = {},
): readonly Column<PredictionRecord>[] {
  const partScore = (part: keyof typeof parts, priority: number): Column<PredictionRecord> =>
    numberColumn(
      parts[part],
      scoreHeading(metric, part, metrics),
      { priority, ...betterEnd(metric, metrics) },
      prediction => prediction[parts[part]],
      prediction => {
        const text = formatScore(prediction[parts[part]])
        const foreign = prediction.metric !== metric && prediction[parts[part]] !== null
        return foreign ? `${text} ${metricLabel(prediction.metric, metrics)}` : text
      },
    )
  const ownScore = (name: string, priority: number, label = metricLabel(name, metrics)): Column<PredictionRecord> =>
    numberColumn(
      `scores.${name}`,
      label,
      { priority, ...betterEnd(name, metrics) },
      prediction => prediction.scores[name],
      prediction => scoreText(prediction.scores, name),
    )
  const ownScores =
    metricTask(metric, metrics) === 'regression'
      ? [ownScore('r2', 5, 'R²'), ownScore('bias', 7, 'Bias'), ownScore('sep', 8, 'SEP')]
      : companionsOf(metric, metrics).map((name, i) => ownScore(name, 5 + i))
  return [
    ...(branches
      ? [textColumn<PredictionRecord>('branch_name', 'Branch', 0, prediction => prediction.branch_name)]
      : []),
    textColumn('model_name', 'Model', 0, prediction => prediction.model_name),
    textColumn('preprocessings', 'Preprocessing', 3, prediction => prediction.preprocessings),
    textColumn('dataset', 'Dataset', 2, prediction => prediction.dataset),
    textColumn('fold_id', 'Fold', 0, prediction => prediction.fold_id),
    textColumn('partition', 'Partition', 0, prediction => prediction.partition),
    countColumn('n_samples', 'n', 4, prediction => prediction.n_samples),
    partScore('train', 6),
    partScore('val', 1),
    partScore('test', 1),
    ...ownScores,
    textColumn('target', 'Target', 9, prediction => prediction.target),
    {
      ...textColumn<PredictionRecord>('created_at', 'Created (UTC)', 10, prediction => prediction.created_at),
      text: prediction => formatTime(prediction.created_at),
    },
    textColumn('id', 'Id', 11, prediction => prediction.id),
  ]
}

export const predictionColumns = predictionColumnsFor('rmse')

/** Columns for these: by the metric they share, with branches where any has one. */
export const predictionColumnsOf = (
  predictions: readonly PredictionRecord[],
  metrics: readonly MetricCard[] = [],
): readonly Column<PredictionRecord>[] =>
  predictionColumnsFor(leadingMetric(predictions), metrics, {
    branches: predictions.some(({ branch_name }) => branch_name !== null),
  })

/** `first`: of a long list only so many rows are written. */
export function predictionsTable(
  predictions: readonly PredictionRecord[],
  metrics: readonly MetricCard[] = [],
  options: { readonly first?: number } = {},
): TableDisplay {
  return tableOf(
    'Predictions',
    predictionColumnsOf(predictions, metrics),
    predictions,
    'No predictions. Every completed result has some: `n4a results list` shows which there are.',
    { within: ({ dataset, partition }) => JSON.stringify([dataset, partition]), ...options },
  )
}
