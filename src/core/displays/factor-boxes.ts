import { printable } from '../errors/index.ts'
import { quantileOfSorted } from '../math/statistics.ts'
import type { MetricCard, ResultRecord } from '../records/index.ts'
import type { Box, BoxesDisplay } from './display.ts'
import { factorOf, type ScoredGroup, scoredGroups } from './factors.ts'
import { formatCount, formatScore } from './format.ts'
import { betterEnd } from './labels.ts'

/** More boxes are no picture. */
const mostBoxes = 30

export interface FactorBoxesOptions {
  /** Default: what ranks each result. */
  readonly metric?: string
  readonly metrics?: readonly MetricCard[]
}

/**
 * Scores at each level of a factor as boxes: quartiles, whiskers to the last value within 1.5 interquartile ranges, and what
 * lies beyond. One drawing a dataset, because errors in different units have no order.
 *
 * @throws UnknownField for a factor that no result has
 * @see Tukey (1977), Exploratory Data Analysis, 2C
 */
export function factorBoxes(
  results: readonly ResultRecord[],
  factor = 'preprocessings',
  { metric, metrics = [] }: FactorBoxesOptions = {},
): readonly BoxesDisplay[] {
  factorOf(results, factor)
  const groups = scoredGroups(results, metrics, metric)
  return groups.length > 0 ? groups.map(group => drawn(group, factor, metrics)) : [nothing]
}

function drawn(
  { dataset, metric, label, scored }: ScoredGroup,
  name: string,
  metrics: readonly MetricCard[],
): BoxesDisplay {
  const factor = factorOf(
    scored.map(({ result }) => result),
    name,
    true,
  )
  const ofLevel = new Map(factor.levels.map(level => [level, [] as ScoredGroup['scored'][number][]]))
  for (const one of scored) ofLevel.get(factor.text(one.result))!.push(one)
  const medianCost = (level: string) => {
    const costs = Float64Array.from(ofLevel.get(level)!, ({ cost }) => cost).sort()
    return quantileOfSorted(costs, 0.5)
  }
  const order = factor.numbers ? factor.levels : factor.levels.toSorted((a, b) => medianCost(a) - medianCost(b))
  const boxes = order.slice(0, mostBoxes).map(level => boxOf(level, ofLevel.get(level)!))
  const left = order.length - boxes.length
  const best = boxes.length > 0 ? order.reduce((a, b) => (medianCost(b) < medianCost(a) ? b : a)) : null
  const median = boxes.find(box => box.name === best)?.median
  return {
    kind: 'boxes',
    title: `${label} by ${factor.label.toLowerCase()} on ${printable(dataset)}`,
    x: { label: factor.label, unit: null },
    y: { label, unit: null },
    boxes,
    ...betterEnd(metric, metrics),
    notes: [
      formatCount(scored.length, 'result'),
      ...(best !== null && boxes.length > 1 ? [`best median ${formatScore(median)} with ${best}`] : []),
      ...(left > 0 ? [`${formatCount(left, 'level')} not drawn`] : []),
    ],
    whenEmpty: nothing.whenEmpty,
  }
}

function boxOf(name: string, scored: ScoredGroup['scored']): Box {
  const sorted = Float64Array.from(scored, ({ score }) => score).sort()
  const [q1, median, q3] = [0.25, 0.5, 0.75].map(share => quantileOfSorted(sorted, share)) as [number, number, number]
  const reach = 1.5 * (q3 - q1)
  const inside = sorted.filter(score => score >= q1 - reach && score <= q3 + reach)
  const [low, high] = [inside[0] ?? q1, inside.at(-1) ?? q3]
  return {
    name,
    n: sorted.length,
    low,
    q1,
    median,
    q3,
    high,
    outliers: scored
      .filter(({ score }) => score < low || score > high)
      .map(({ score, result }) => ({ y: score, label: printable(result.pipeline_config) })),
  }
}

const nothing: BoxesDisplay = {
  kind: 'boxes',
  title: 'Scores by a factor',
  x: { label: 'Factor', unit: null },
  y: { label: 'Score', unit: null },
  boxes: [],
  notes: [],
  whenEmpty: 'No completed results have a score yet.',
}
