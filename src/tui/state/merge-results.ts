import type { MetricCard, ResultRecord } from '../../core/index.ts'

type Compare = (a: ResultRecord, b: ResultRecord) => number

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Number to order scores by, lower is better; what the metric says of itself decides. */
function rankOf({ metric, best_score }: ResultRecord, metrics: readonly MetricCard[]): number {
  const card = metrics.find(({ name }) => name === metric)
  if (best_score === null || !card) return Number.POSITIVE_INFINITY
  if (card.ranks_by_distance) return Math.abs(best_score - (card.optimal ?? 0))
  return card.higher_is_better ? -best_score : best_score
}

/** As the engine lists results: dataset by dataset, best first, those without a score last. */
function bestFirst(metrics: readonly MetricCard[]): Compare {
  return (a, b) => {
    const [first, second] = [rankOf(a, metrics), rankOf(b, metrics)]
    const ranks = first === second ? 0 : first - second
    return byText(a.dataset, b.dataset) || byText(a.metric, b.metric) || ranks || byText(a.id, b.id)
  }
}

/** `listed`, in the order of the engine, with `fresh` in their places; a fresh record replaces the one of its id. */
export function mergeResults(
  listed: readonly ResultRecord[],
  fresh: readonly ResultRecord[],
  metrics: readonly MetricCard[],
): readonly ResultRecord[] {
  const compare = bestFirst(metrics)
  const newest = [...new Map(fresh.map(result => [result.id, result])).values()].sort(compare)
  const ids = new Set(newest.map(({ id }) => id))
  const merged: ResultRecord[] = []
  let next = 0
  for (const result of listed) {
    if (ids.has(result.id)) continue
    while (next < newest.length && compare(newest[next]!, result) < 0) merged.push(newest[next++]!)
    merged.push(result)
  }
  return merged.concat(newest.slice(next))
}

/** The first of each dataset in a list that has the best first, if it was validated. */
export function bestOfEach(results: readonly ResultRecord[]): readonly ResultRecord[] {
  const best = new Map<string, ResultRecord>()
  for (const result of results) {
    if (result.best_score !== null && !best.has(result.dataset)) best.set(result.dataset, result)
  }
  return [...best.values()]
}
