import { printable } from '../errors/index.ts'
import type { MetricCard, ResultRecord } from '../records/index.ts'
import { numberColumn, textColumn } from './column.ts'
import { type TableDisplay, tableOf } from './display.ts'
import { formatScore } from './format.ts'
import { scoreHeading } from './labels.ts'
import { rankingCost } from './ranking.ts'

interface Neighbour {
  readonly result: ResultRecord
  readonly factor: string
  readonly change: string
  readonly score: number
}

const text = (value: unknown): string =>
  value === null || value === undefined || value === ''
    ? 'none'
    : typeof value === 'string'
      ? value
      : JSON.stringify(value)

/** The factor in which two results differ, where it is one alone. */
function onlyDifference(a: ResultRecord, b: ResultRecord): string | null {
  const names = new Set([...Object.keys(a.params), ...Object.keys(b.params)])
  const differing = [...names].filter(name => text(a.params[name]) !== text(b.params[name]))
  return differing.length === 1 ? differing[0]! : null
}

/**
 * Results of the same run, dataset and target that differ from this one in a single factor, the best first: what another choice
 * would have given. The change is of the score by the ranking metric, as a share of this one's where that is an error.
 */
export function neighboursTable(
  result: ResultRecord,
  results: readonly ResultRecord[],
  { metrics = [] }: { readonly metrics?: readonly MetricCard[] } = {},
): TableDisplay {
  const { metric, best_score: own } = result
  const cost = (score: number) => rankingCost(score, metric, metrics)
  const neighbours = results.flatMap((other): Neighbour[] => {
    const same = other.run_id === result.run_id && other.dataset === result.dataset && other.target === result.target
    if (!same || other.id === result.id || other.metric !== metric || other.best_score === null) return []
    const factor = onlyDifference(result, other)
    if (factor === null) return []
    const change = `${text(other.params[factor])} instead of ${text(result.params[factor])}`
    return [{ result: other, factor, change, score: other.best_score }]
  })
  const isError = metrics.some(
    ({ name, higher_is_better, optimal }) => name === metric && !higher_is_better && optimal === 0,
  )
  const changeText = (score: number) => {
    if (own === null) return '–'
    const by = isError && own !== 0 ? score / own - 1 : score - own
    const size = isError && own !== 0 ? `${Math.abs(by * 100).toFixed(0)} %` : formatScore(Math.abs(by))
    return `${by < 0 ? '−' : '+'}${size}`
  }
  return tableOf<Neighbour>(
    'One factor changed',
    [
      textColumn('factor', 'Factor', 0, ({ factor }) => factor),
      textColumn('change', 'Change', 0, ({ change }) => change),
      numberColumn('score', scoreHeading(metric, 'val', metrics), { priority: 0 }, ({ score }) => score),
      numberColumn(
        'difference',
        'Difference',
        { priority: 1 },
        ({ score }) => score,
        ({ score }) => changeText(score),
      ),
      textColumn('pipeline', 'Pipeline', 3, ({ result: other }) => printable(other.pipeline_config)),
    ],
    neighbours.toSorted((a, b) => cost(a.score) - cost(b.score)),
    'No result of this run differs from this one in a single factor.',
  )
}
