import { printable } from '../errors/index.ts'
import type { MetricCard, ResultRecord } from '../records/index.ts'
import type { LineDisplay } from './display.ts'
import { scoredGroups } from './factors.ts'
import { formatCount, formatScore } from './format.ts'

/**
 * The best score after each result, in the order in which results were stored: one drawing a dataset, because errors in
 * different units have no order. Points are where the best became better, and the last result.
 */
export function bestSoFar(
  results: readonly ResultRecord[],
  metrics: readonly MetricCard[] = [],
): readonly LineDisplay[] {
  const whenEmpty = 'The race begins with the second completed result.'
  const groups = scoredGroups(results, metrics)
  if (groups.length === 0) return [drawing('Best score so far', 'Score', [], [], whenEmpty)]
  return groups.map(({ dataset, label, scored }) => {
    const order = scored.toSorted((a, b) => (a.result.created_at < b.result.created_at ? -1 : 1))
    const points: { x: number; y: number }[] = []
    let best = order[0]!
    order.forEach((one, i) => {
      if (i > 0 && one.cost >= best.cost) return
      // A step: level until the result that is better.
      if (i > 0) points.push({ x: i, y: best.score })
      best = one
      points.push({ x: i + 1, y: one.score })
    })
    points.push({ x: order.length, y: best.score })
    const at = order.indexOf(best) + 1
    const notes = [
      formatCount(order.length, 'result'),
      `best ${formatScore(best.score)} at result ${at}: ${printable(best.result.pipeline_config)}`,
    ]
    return drawing(`Best ${label} so far on ${printable(dataset)}`, label, points, notes, whenEmpty)
  })
}

const drawing = (
  title: string,
  label: string,
  points: readonly { readonly x: number; readonly y: number }[],
  notes: readonly string[],
  whenEmpty: string,
): LineDisplay => ({
  kind: 'line',
  title,
  x: { label: 'Results in the order they were stored', unit: null },
  y: { label, unit: null },
  series: [{ name: 'best so far', points }],
  marks: [],
  notes,
  whenEmpty,
})
