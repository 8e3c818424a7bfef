import type { MetricCard, PredictionRecord } from '../records/index.ts'
import { countColumn, numberColumn, textColumn } from './column.ts'
import { type Column, type TableDisplay, tableOf } from './display.ts'
import { formatScore, formatTime } from './format.ts'
import { betterEnd, metricLabel, scoreLabel, scoreText, sharedMetric } from './labels.ts'

const parts = { train: 'train_score', val: 'val_score', test: 'test_score' } as const

/** Columns for predictions scored by `metric`; a prediction scored by another says so in the cell. */
export function predictionColumnsFor(
  metric: string,
  metrics: readonly MetricCard[] = [],
): readonly Column<PredictionRecord>[] {
  const partScore = (part: keyof typeof parts, priority: number): Column<PredictionRecord> =>
    numberColumn(
      parts[part],
      scoreLabel(metric, part, metrics),
      { priority, ...betterEnd(metric, metrics) },
      prediction => prediction[parts[part]],
      prediction => {
        const text = formatScore(prediction[parts[part]])
        const foreign = prediction.metric !== metric && prediction[parts[part]] !== null
        return foreign ? `${text} ${metricLabel(prediction.metric, metrics)}` : text
      },
    )
  const ownScore = (name: string, label: string, priority: number): Column<PredictionRecord> =>
    numberColumn(
      `scores.${name}`,
      label,
      { priority, ...betterEnd(name, metrics) },
      prediction => prediction.scores[name],
      prediction => scoreText(prediction.scores, name),
    )
  return [
    textColumn('model_name', 'Model', 0, prediction => prediction.model_name),
    textColumn('preprocessings', 'Preprocessing', 3, prediction => prediction.preprocessings),
    textColumn('dataset', 'Dataset', 2, prediction => prediction.dataset),
    textColumn('fold_id', 'Fold', 0, prediction => prediction.fold_id),
    textColumn('partition', 'Partition', 0, prediction => prediction.partition),
    countColumn('n_samples', 'n', 4, prediction => prediction.n_samples),
    partScore('train', 6),
    partScore('val', 1),
    partScore('test', 1),
    ownScore('r2', 'R²', 5),
    ownScore('bias', 'Bias', 7),
    ownScore('sep', 'SEP', 8),
    textColumn('target', 'Target', 9, prediction => prediction.target),
    {
      ...textColumn<PredictionRecord>('created_at', 'Created (UTC)', 10, prediction => prediction.created_at),
      text: prediction => formatTime(prediction.created_at),
    },
    textColumn('id', 'Id', 11, prediction => prediction.id),
  ]
}

export const predictionColumns = predictionColumnsFor('rmse')

export function predictionsTable(
  predictions: readonly PredictionRecord[],
  metrics: readonly MetricCard[] = [],
): TableDisplay {
  return tableOf(
    'Predictions',
    predictionColumnsFor(sharedMetric(predictions) ?? 'rmse', metrics),
    predictions,
    'No predictions. Every completed result has some: `n4a results list` shows which there are.',
  )
}
