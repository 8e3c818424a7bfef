import { groupedDigits } from '../errors/index.ts'
import type { MetricCard, ResultRecord } from '../records/index.ts'
import { columnOf, countColumn, numberColumn, textColumn } from './column.ts'
import { type Column, type TableDisplay, tableOf } from './display.ts'
import { formatCount, formatScore, formatSpread } from './format.ts'
import {
  betterEnd,
  companionHeading,
  metricLabel,
  ofClasses,
  predictionScores,
  scoreHeading,
  sharedMetric,
} from './labels.ts'
import { companionsOf } from './ranking.ts'
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

/** Of classes, a share of an error that may be 0 says nothing: the difference of the ranking scores, test − validation. */
function scoreDifference(result: ResultRecord): number | null {
  const test = predictionScores(result)?.scores[result.metric]
  const validation = result.scores.val?.[result.metric]
  return typeof test === 'number' && typeof validation === 'number' ? test - validation : null
}

const signOf = (value: number) => (value < 0 ? '−' : '+')

function gapText(result: ResultRecord): string {
  const gap = gapOf(result)
  if (gap === null) return '–'
  return ofClasses(result)
    ? `${signOf(gap)}${Math.abs(gap).toFixed(3)}`
    : `${signOf(gap)}${Math.abs(gap * 100).toFixed(0)} %`
}

const gapOf = (result: ResultRecord) => (ofClasses(result) ? scoreDifference(result) : optimismGap(result))

/** From cross-validation to the test samples: a change of the error, or the difference of class scores. */
export const gapColumn = (onlyClasses: boolean, priority: number): Column<ResultRecord> =>
  numberColumn('gap', onlyClasses ? 'Test − cv' : 'Gap', { priority, field: null }, gapOf, gapText)

/** Pooled score with the standard deviation over folds, the ranking score where there is no validation. */
function validationText({ scores, best_score, score_partition }: ResultRecord, metric: string): string {
  if (!scores.val) return score_partition === 'test' ? `${formatScore(best_score)} (test)` : '–'
  return formatSpread(scores.val[metric], scores.val_folds?.[metric]?.sd)
}

/** What stands beside the ranking score: as usual for what is predicted, for both tasks where both are. */
function companionColumns(
  results: readonly ResultRecord[],
  metric: string | null,
  metrics: readonly MetricCard[],
): readonly Column<ResultRecord>[] {
  const classes = results.some(ofClasses)
  const names = [
    ...(results.every(ofClasses) && classes ? [] : companionsOf(metric ?? 'rmse', metrics, 'regression')),
    ...(classes ? companionsOf(metric ?? 'balanced_accuracy', metrics, 'classification') : []),
  ]
  return names.map((name, i) =>
    numberColumn(
      `scores.val.${name}`,
      companionHeading(name, metrics),
      { priority: 2 + i, ...betterEnd(name, metrics) },
      result => result.scores.val?.[name],
    ),
  )
}

/** The scores a choice between results rests on. Where they are ranked by different metrics, these are named beside. */
export function rankingColumns(
  results: readonly ResultRecord[],
  metrics: readonly MetricCard[] = [],
): readonly Column<ResultRecord>[] {
  const metric = sharedMetric(results)
  const label = (part: 'val' | 'test') => (metric ? scoreHeading(metric, part, metrics) : `Score ${part}`)
  const better = metric ? betterEnd(metric, metrics) : {}
  const onlyClasses = results.length > 0 && results.every(ofClasses)
  return [
    ...(metric ? [] : [textColumn<ResultRecord>('metric', 'Metric', 1, result => metricLabel(result.metric, metrics))]),
    numberColumn(
      'best_score',
      `${label('val')} ± sd`,
      { priority: 0, ...better },
      result => result.best_score,
      result => validationText(result, result.metric),
    ),
    numberColumn(
      'prediction_score',
      label('test'),
      { priority: 1, ...better },
      result => predictionScores(result)?.scores[result.metric],
      result => predictionScoreText(result, result.metric),
    ),
    ...companionColumns(results, metric, metrics),
    gapColumn(onlyClasses, 2),
  ]
}

const resultOf = ({ result }: Ranked) => result

/** How many a result carries: `results show` prints them. A column only where one does. */
const warningsColumn = countColumn<Ranked>('warnings', 'Warnings', 3, ({ result }) => result.warnings.length)

const leaderboardColumns = (
  results: readonly ResultRecord[],
  metrics: readonly MetricCard[],
): readonly Column<Ranked>[] => [
  countColumn('rank', '#', 0, ({ rank }) => rank),
  textColumn('dataset', 'Dataset', 1, ({ result }) => result.dataset),
  textColumn('pipeline_config', 'Pipeline', 0, ({ result }) => result.pipeline_config),
  ...rankingColumns(results, metrics).map(column => columnOf(column, resultOf)),
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
    ...(failed > 0 ? [`${groupedDigits(failed)} failed`] : []),
  ]
  return tableOf(
    `Leaderboard${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`,
    [...leaderboardColumns(ranked, metrics), ...(warned ? [warningsColumn] : [])],
    rows,
    failed > 0
      ? 'Every result failed. `n4a results show ID` tells why.'
      : 'No results to rank yet. `n4a runs list` shows what is running.',
    { within: ({ result }) => result.dataset },
  )
}
