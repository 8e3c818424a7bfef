import { groupedDigits } from '../errors/index.ts'
import type { BestResult, MetricCard, RunRecord } from '../records/index.ts'
import { countColumn, numberColumn, textColumn } from './column.ts'
import { type Column, type TableDisplay, tableOf } from './display.ts'
import { formatDuration, formatScore, formatTime } from './format.ts'
import { scoreLabel } from './labels.ts'

/** As a person sees it: a run that nobody executes any more is `interrupted`, whatever its manifest still says. */
export function runState(run: Pick<RunRecord, 'status' | 'live'>): string {
  return run.status === 'running' && !run.live ? 'interrupted' : run.status
}

/** A run that was guessed, for none is stored, says so wherever it is named. */
export function runTitle({ name, foreign }: Pick<RunRecord, 'name' | 'foreign'>): string {
  return foreign?.inferred ? `${name} (inferred)` : name
}

const bestText = ({ dataset, metric, score, score_partition }: BestResult, metrics: readonly MetricCard[]) =>
  `${dataset} ${scoreLabel(metric, score_partition === 'val' ? 'val' : 'test', metrics)} ${formatScore(score)}`

export const runColumnsFor = (metrics: readonly MetricCard[]): readonly Column<RunRecord>[] => [
  textColumn('name', 'Run', 0, runTitle),
  textColumn('status', 'Status', 0, runState),
  numberColumn(
    'completed_results',
    'Results',
    { priority: 1 },
    run => run.completed_results,
    run => `${groupedDigits(run.completed_results)}/${groupedDigits(run.total_results)}`,
  ),
  countColumn('failed_results', 'Failed', 3, run => run.failed_results),
  textColumn('best_results', 'Best', 2, run => run.best_results.map(best => bestText(best, metrics)).join(', ')),
  textColumn('datasets', 'Datasets', 4, run => run.datasets.map(({ name }) => name).join(', ')),
  textColumn('templates', 'Templates', 6, run => run.templates.map(({ name }) => name).join(', ')),
  {
    ...textColumn<RunRecord>('created_at', 'Created (UTC)', 5, run => run.created_at),
    text: run => formatTime(run.created_at),
  },
  numberColumn(
    'duration_ms',
    'Duration',
    { priority: 7 },
    run => run.duration_ms,
    run => formatDuration(run.duration_ms),
  ),
  textColumn('id', 'Id', 8, run => run.id),
]

export const runColumns = runColumnsFor([])

export function runsTable(runs: readonly RunRecord[], metrics: readonly MetricCard[] = []): TableDisplay {
  return tableOf(
    'Runs',
    runColumnsFor(metrics),
    runs,
    'No runs yet. Start one with `n4a run run.yaml`, or see one with `n4a demo`.',
  )
}
