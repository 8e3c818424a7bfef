import type { MetricCard, ResultRecord } from '../records/index.ts'
import { countColumn, numberColumn, textColumn } from './column.ts'
import { type Column, type TableDisplay, tableOf } from './display.ts'
import { formatDuration, formatScore, formatSpread, formatTime } from './format.ts'
import { betterEnd, metricLabel, predictionScores, scoreLabel, sharedMetric } from './labels.ts'

/** `completed`, or the code of what made it fail. */
export function resultState(result: ResultRecord): string {
  return result.status === 'failed' && result.error ? `failed: ${result.error.code}` : result.status
}

const spreadText = (result: ResultRecord, metric: string) => {
  const spread = result.scores.val_folds?.[metric]
  return formatSpread(spread?.mean, spread?.sd)
}

/** Test score, and which model made it: the refitted one, or the mean over the fold models. */
export function predictionScoreText(result: ResultRecord, metric: string): string {
  const prediction = predictionScores(result)
  return prediction ? `${formatScore(prediction.scores[metric])} (${prediction.model})` : '–'
}

/**
 * Columns for results ranked by `metric`. Scores are read by name, so a label never stands over another metric's numbers.
 * `metrics` tell labels and which end is better.
 */
export function resultColumnsFor(metric: string, metrics: readonly MetricCard[] = []): readonly Column<ResultRecord>[] {
  const score = (
    name: string,
    part: 'train' | 'val',
    priority: number,
    label = scoreLabel(name, part, metrics),
  ): Column<ResultRecord> =>
    numberColumn(
      `scores.${part}.${name}`,
      label,
      { priority, ...betterEnd(name, metrics) },
      result => result.scores[part]?.[name],
    )
  return [
    textColumn('dataset', 'Dataset', 1, result => result.dataset),
    textColumn('pipeline_config', 'Pipeline', 0, result => result.pipeline_config),
    score(metric, 'val', 0),
    numberColumn(
      `scores.val_folds.${metric}.mean`,
      'Folds mean ± sd',
      { priority: 5, ...betterEnd(metric, metrics) },
      result => result.scores.val_folds?.[metric]?.mean,
      result => spreadText(result, metric),
    ),
    numberColumn(
      `scores.test.${metric}`,
      scoreLabel(metric, 'test', metrics),
      { priority: 2, ...betterEnd(metric, metrics) },
      result => predictionScores(result)?.scores[metric],
      result => predictionScoreText(result, metric),
    ),
    score(metric, 'train', 6),
    ...(metric === 'r2' ? [] : [score('r2', 'val', 3, 'R² cv')]),
    ...(metric === 'rpd' ? [] : [score('rpd', 'val', 4, 'RPD cv')]),
    textColumn('status', 'Status', 2, resultState),
    textColumn('target', 'Target', 8, result => result.target),
    textColumn('template_name', 'Template', 7, result => result.template_name),
    countColumn('warnings', 'Warnings', 9, result => result.warnings.length),
    numberColumn(
      'duration_ms',
      'Duration',
      { priority: 10 },
      result => result.duration_ms,
      result => formatDuration(result.duration_ms),
    ),
    {
      ...textColumn<ResultRecord>('created_at', 'Created (UTC)', 11, result => result.created_at),
      text: result => formatTime(result.created_at),
    },
    textColumn('id', 'Id', 12, result => result.id),
  ]
}

export const resultColumns = resultColumnsFor('rmse')

export function resultsTable(results: readonly ResultRecord[], metrics: readonly MetricCard[] = []): TableDisplay {
  const metric = sharedMetric(results)
  const columns = resultColumnsFor(metric ?? 'rmse', metrics)
  const ranking = numberColumn<ResultRecord>(
    'best_score',
    'Ranking score',
    { priority: 0 },
    result => result.best_score,
    result => `${metricLabel(result.metric, metrics)} ${formatScore(result.best_score)}`,
  )
  return tableOf(
    'Results',
    metric === null ? [...columns.slice(0, 2), ranking, ...columns.slice(2)] : columns,
    results,
    'No results yet. `n4a runs list` shows what is running; a filter may also leave out all of them.',
  )
}
