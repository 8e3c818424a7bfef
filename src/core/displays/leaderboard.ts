import type { MetricCard, ResultRecord } from '../records/index.ts'
import { columnOf, countColumn, numberColumn, textColumn } from './column.ts'
import { type Column, type TableDisplay, tableOf } from './display.ts'
import { formatCount, formatScore, formatSpread } from './format.ts'
import { predictionScores, scoreLabel, sharedMetric } from './labels.ts'
import { predictionScoreText } from './results.ts'

interface Ranked {
  readonly rank: number
  readonly result: ResultRecord
}

/** Test error over cross-validation error, as a change: +12 % means the test set was predicted that much worse. */
export function optimismGap(result: ResultRecord): number | null {
  const test = predictionScores(result)?.scores.rmse
  const validation = result.scores.val?.rmse
  return test === undefined || test === null || !validation ? null : test / validation - 1
}

const gapText = (gap: number | null) =>
  gap === null ? '–' : `${gap < 0 ? '−' : '+'}${Math.abs(gap * 100).toFixed(0)} %`

/** Pooled score with the standard deviation over folds, the ranking score where there is no validation. */
function validationText({ scores, best_score, score_partition }: ResultRecord, metric: string): string {
  if (!scores.val) return score_partition === 'test' ? `${formatScore(best_score)} (test)` : '–'
  return formatSpread(scores.val[metric], scores.val_folds?.[metric]?.sd)
}

/** The scores a choice between results rests on. A null `metric`: they are ranked by different ones, named beside. */
export function rankingColumns(
  metric: string | null,
  metrics: readonly MetricCard[] = [],
): readonly Column<ResultRecord>[] {
  const label = (part: 'val' | 'test') => (metric ? scoreLabel(metric, part, metrics) : `Score ${part}`)
  return [
    ...(metric ? [] : [textColumn<ResultRecord>('metric', 'Metric', 1, result => result.metric)]),
    numberColumn(
      'best_score',
      `${label('val')} ± sd`,
      { priority: 0 },
      result => result.best_score,
      result => validationText(result, result.metric),
    ),
    numberColumn(
      'prediction_score',
      label('test'),
      { priority: 1 },
      result => predictionScores(result)?.scores[result.metric],
      result => predictionScoreText(result, result.metric),
    ),
    numberColumn('scores.val.r2', 'R² cv', { priority: 2 }, result => result.scores.val?.r2),
    numberColumn('scores.val.rpd', 'RPD cv', { priority: 3 }, result => result.scores.val?.rpd),
    numberColumn('gap', 'Gap', { priority: 2 }, optimismGap, result => gapText(optimismGap(result))),
  ]
}

const resultOf = ({ result }: Ranked) => result

/** How many a result carries: `results show` prints them. A column only where one does. */
const warningsColumn = countColumn<Ranked>('warnings', 'Warnings', 3, ({ result }) => result.warnings.length)

const leaderboardColumns = (metric: string | null, metrics: readonly MetricCard[]): readonly Column<Ranked>[] => [
  countColumn('rank', '#', 0, ({ rank }) => rank),
  textColumn('dataset', 'Dataset', 1, ({ result }) => result.dataset),
  textColumn('pipeline_config', 'Pipeline', 0, ({ result }) => result.pipeline_config),
  ...rankingColumns(metric, metrics).map(column => columnOf(column, resultOf)),
]

/**
 * The first `limit` results of each dataset, in the order given (the engine gives best first). Failed ones are counted
 * in the title. The test score says in brackets which model made it: `refit` or the mean of the `folds`.
 */
export function leaderboardTable(
  results: readonly ResultRecord[],
  { limit = 10, metrics = [] }: { readonly limit?: number; readonly metrics?: readonly MetricCard[] } = {},
): TableDisplay {
  const ranked = results.filter(({ status, best_score }) => status === 'completed' && best_score !== null)
  const ofDataset = new Map<string, Ranked[]>()
  for (const result of ranked) {
    const others = ofDataset.get(result.dataset) ?? []
    ofDataset.set(result.dataset, [...others, { rank: others.length + 1, result }])
  }
  const rows = [...ofDataset.values()].flatMap(entries => entries.slice(0, limit))
  const failed = results.filter(({ status }) => status === 'failed').length
  const warned = rows.some(({ result }) => result.warnings.length > 0)
  const facts = [
    ...(rows.length < ranked.length ? [`${rows.length} of ${formatCount(ranked.length, 'result')}`] : []),
    ...(failed > 0 ? [`${failed.toLocaleString('en')} failed`] : []),
  ]
  return tableOf(
    `Leaderboard${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`,
    [...leaderboardColumns(sharedMetric(ranked), metrics), ...(warned ? [warningsColumn] : [])],
    rows,
    failed > 0
      ? 'Every result failed. `n4a results show ID` tells why.'
      : 'No results to rank yet. `n4a runs list` shows what is running.',
  )
}
