import { printable } from '../errors/index.ts'
import type { BestResult, MetricCard, RunRecord } from '../records/index.ts'
import { countColumn, textColumn } from './column.ts'
import { type TableDisplay, tableOf } from './display.ts'
import { formatScore, formatTime } from './format.ts'
import { scoreLabel } from './labels.ts'

interface Used {
  readonly name: string
  readonly runs: number
  /** Of the run that used it last. */
  readonly pipelines: number
  /** Where a pipeline of it was the best of its run, in the latest such run. */
  readonly best: BestResult | null
  readonly last: string
}

function templatesUsed(runs: readonly RunRecord[]): readonly Used[] {
  const used = new Map<string, Used>()
  for (const run of [...runs].sort((a, b) => (a.created_at < b.created_at ? 1 : -1))) {
    for (const { id, name, expansion_count } of run.templates) {
      const known = used.get(name) ?? { name, runs: 0, pipelines: expansion_count, best: null, last: run.created_at }
      const best = known.best ?? run.best_results.find(({ template_id }) => template_id === id) ?? null
      used.set(name, { ...known, runs: known.runs + 1, best })
    }
  }
  return [...used.values()]
}

const bestText = (best: BestResult, metrics: readonly MetricCard[]) =>
  printable(
    `${scoreLabel(best.metric, best.score_partition === 'test' ? 'test' : 'val', metrics)} ${formatScore(best.score)} on ${best.dataset}`,
  )

/** Templates by their names, used last first: in how many runs, how many pipelines, and the best that came of them. */
export function templatesUsedTable(runs: readonly RunRecord[], metrics: readonly MetricCard[] = []): TableDisplay {
  return tableOf(
    'Templates used',
    [
      textColumn<Used>('name', 'Template', 0, ({ name }) => printable(name)),
      countColumn<Used>('runs', 'Runs', 1, used => used.runs),
      countColumn<Used>('pipelines', 'Pipelines', 3, used => used.pipelines),
      textColumn<Used>('best', 'Best', 2, ({ best }) => (best ? bestText(best, metrics) : null)),
      textColumn<Used>('last', 'Last (UTC)', 1, ({ last }) => formatTime(last)),
    ],
    templatesUsed(runs),
    'No template was used yet.',
  )
}
