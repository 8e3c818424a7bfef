import { printable } from '../errors/index.ts'
import { quantileOfSorted } from '../math/statistics.ts'
import type { MetricCard, ResultRecord } from '../records/index.ts'
import type { BarsDisplay } from './display.ts'
import { type ScoredGroup, scoredGroups } from './factors.ts'
import { formatCount, formatScore } from './format.ts'
import { countBetween, histogramEdges } from './histogram.ts'

export interface ScoreHistogramOptions {
  /** Default: what ranks each result. */
  readonly metric?: string
  readonly metrics?: readonly MetricCard[]
}

/** How scores are distributed, with the best marked: one drawing a dataset, because errors in different units have no order. */
export function scoreHistograms(
  results: readonly ResultRecord[],
  { metric, metrics = [] }: ScoreHistogramOptions = {},
): readonly BarsDisplay[] {
  const groups = scoredGroups(results, metrics, metric)
  return groups.length > 0 ? groups.map(drawn) : [nothing]
}

function drawn({ dataset, label, scored }: ScoredGroup): BarsDisplay {
  const all = scored.map(({ score }) => score)
  // A model that fell apart, a hundred times worse than the rest, would leave one bar for all others.
  const sorted = Float64Array.from(all).sort()
  const [q1, q3] = [quantileOfSorted(sorted, 0.25), quantileOfSorted(sorted, 0.75)]
  const reach = 5 * (q3 - q1)
  const values = q3 > q1 ? all.filter(score => score >= q1 - reach && score <= q3 + reach) : all
  const edges = histogramEdges(values)
  const best = scored.reduce((most, one) => (one.cost < most.cost ? one : most))
  const far = all.length - values.length
  return {
    kind: 'bars',
    title: `Distribution of ${label} on ${printable(dataset)}`,
    x: { label, unit: null },
    y: { label: 'Results', unit: null },
    edges,
    series: [{ name: 'results', heights: countBetween(values, edges) }],
    marks: values.includes(best.score) ? [{ x: best.score, label: `best ${formatScore(best.score)}` }] : [],
    notes: [
      formatCount(all.length, 'result'),
      `median ${formatScore(quantileOfSorted(sorted, 0.5))}`,
      `best ${formatScore(best.score)}: ${printable(best.result.pipeline_config)}`,
      ...(far > 0 ? [`${formatCount(far, 'result')} beyond five interquartile ranges not drawn`] : []),
    ],
    whenEmpty: nothing.whenEmpty,
  }
}

const nothing: BarsDisplay = {
  kind: 'bars',
  title: 'Distribution of scores',
  x: { label: 'Score', unit: null },
  y: { label: 'Results', unit: null },
  edges: [],
  series: [],
  marks: [],
  notes: [],
  whenEmpty: 'No completed results have a score yet.',
}
