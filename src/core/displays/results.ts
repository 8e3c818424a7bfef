import type { MetricCard, ResultRecord } from '../records/index.ts'
import { countColumn, numberColumn, textColumn } from './column.ts'
import { type Column, type TableDisplay, tableOf } from './display.ts'
import { formatDuration, formatScore, formatSpread, formatTime } from './format.ts'
import {
  betterEnd,
  companionHeading,
  leadingMetric,
  metricLabel,
  ofClasses,
  predictionScores,
  scoreHeading,
  sharedMetric,
} from './labels.ts'
import { companionsOf } from './ranking.ts'

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

/** A pooled or training score by name. */
function partScore(
  name: string,
  part: 'train' | 'val',
  priority: number,
  metrics: readonly MetricCard[],
  label = scoreHeading(name, part, metrics),
): Column<ResultRecord> {
  return numberColumn(
    `scores.${part}.${name}`,
    label,
    { priority, ...betterEnd(name, metrics) },
    result => result.scores[part]?.[name],
  )
}

/** The scores by the metric that ranks. */
const rankedColumns = (metric: string, metrics: readonly MetricCard[]): readonly Column<ResultRecord>[] => [
  partScore(metric, 'val', 0, metrics),
  numberColumn(
    `scores.val_folds.${metric}.mean`,
    'Folds mean ± sd',
    { priority: 5, ...betterEnd(metric, metrics) },
    result => result.scores.val_folds?.[metric]?.mean,
    result => spreadText(result, metric),
  ),
  numberColumn(
    `scores.test.${metric}`,
    scoreHeading(metric, 'test', metrics),
    { priority: 2, field: `${metric}_test`, ...betterEnd(metric, metrics) },
    result => predictionScores(result)?.scores[metric],
    result => predictionScoreText(result, metric),
  ),
  partScore(metric, 'train', 6, metrics),
]

/** The scores of results that are ranked by different metrics: each by its own, which is named in the cell. */
const ownColumns = (metrics: readonly MetricCard[]): readonly Column<ResultRecord>[] => [
  numberColumn(
    'best_score',
    'Ranking score',
    { priority: 0 },
    result => result.best_score,
    result => `${metricLabel(result.metric, metrics)} ${formatScore(result.best_score)}`,
  ),
  numberColumn(
    'test_score',
    'Test score',
    { priority: 2, field: null },
    result => predictionScores(result)?.scores[result.metric],
    result => predictionScoreText(result, result.metric),
  ),
]

const companionColumns = (names: readonly string[], metrics: readonly MetricCard[]): readonly Column<ResultRecord>[] =>
  names.map((name, i) => partScore(name, 'val', 3 + i, metrics, companionHeading(name, metrics)))

/** What describes a result around its scores. */
const listed = (scores: readonly Column<ResultRecord>[]): readonly Column<ResultRecord>[] => [
  textColumn('dataset', 'Dataset', 1, result => result.dataset),
  textColumn('pipeline_config', 'Pipeline', 0, result => result.pipeline_config),
  ...scores,
  textColumn('status', 'Status', 2, resultState),
  textColumn('target', 'Target', 8, result => result.target),
  textColumn('template_name', 'Template', 7, result => result.template_name),
  countColumn('predictions_count', 'Predictions', 9, result => result.predictions_count),
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

/**
 * Columns for results ranked by `metric`. Scores are read by name, so a label never stands over another metric's numbers.
 * `metrics` tell labels and which end is better.
 */
export const resultColumnsFor = (
  metric: string,
  metrics: readonly MetricCard[] = [],
): readonly Column<ResultRecord>[] =>
  listed([...rankedColumns(metric, metrics), ...companionColumns(companionsOf(metric, metrics), metrics)])

export const resultColumns = resultColumnsFor('rmse')

/** Columns for these: by the metric they share; each by its own metric where they differ, beside what is usual. */
export function resultColumnsOf(
  results: readonly ResultRecord[],
  metrics: readonly MetricCard[] = [],
): readonly Column<ResultRecord>[] {
  const metric = sharedMetric(results)
  if (metric !== null) return resultColumnsFor(metric, metrics)
  const classes = results.some(ofClasses)
  if (classes && !results.every(ofClasses)) {
    const usual = (['regression', 'classification'] as const).flatMap(task =>
      companionsOf('', metrics, task).slice(0, 2),
    )
    return listed([...ownColumns(metrics), ...companionColumns(usual, metrics)])
  }
  const [dataset, pipeline, ...rest] = resultColumnsFor(leadingMetric(results), metrics)
  return [dataset!, pipeline!, ownColumns(metrics)[0]!, ...rest]
}

/** `first`: of a long list only so many rows are written. */
export function resultsTable(
  results: readonly ResultRecord[],
  metrics: readonly MetricCard[] = [],
  options: { readonly first?: number } = {},
): TableDisplay {
  return tableOf(
    'Results',
    resultColumnsOf(results, metrics),
    results,
    'No results yet. `n4a runs list` shows what is running; a filter may also leave out all of them.',
    { within: ({ dataset }) => dataset, ...options },
  )
}
