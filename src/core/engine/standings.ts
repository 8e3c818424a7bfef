import { findMetric, type Metric, rankingValue } from '../metrics/index.ts'
import type { ResultRecord } from '../records/index.ts'
import { bySimplicity } from './simplicity.ts'

/** How a result stands among those of its dataset: as good as the best but for chance, and then maybe the simplest. */
export type Standing = 'simplest' | 'tie'

export type StandingResult = ResultRecord & { readonly standing?: Standing }

/**
 * Results with how they stand: within one standard error of the best of their dataset, target and metric (standard deviation
 * of the best over its folds / √folds), and the simplest of those. Only out-of-fold scores count, and one alone ties with
 * nobody. `foldsOf` tells the number of folds of a run; without it nothing is said of what it has the best of.
 */
export function withStandings(
  results: readonly ResultRecord[],
  foldsOf: (run_id: string) => number | null,
): readonly StandingResult[] {
  const groups = new Map<string, ResultRecord[]>()
  for (const result of results) {
    if (result.score_partition !== 'val' || result.best_score === null) continue
    const key = JSON.stringify([result.dataset, result.target, result.metric])
    const group = groups.get(key)
    if (group) group.push(result)
    else groups.set(key, [result])
  }
  const standings = new Map<string, Standing>()
  for (const group of groups.values()) {
    const metric = findMetric(group[0]!.metric)
    if (!metric) continue
    const band = tieBand(group, metric, foldsOf)
    if (band.length < 2) continue
    for (const { id } of band) standings.set(id, 'tie')
    const simpler = bySimplicity(metric)
    const simplest = band.reduce((least, result) => (simpler(result, least) < 0 ? result : least))
    standings.set(simplest.id, 'simplest')
  }
  if (standings.size === 0) return results
  return results.map(result => {
    const standing = standings.get(result.id)
    return standing ? { ...result, standing } : result
  })
}

function tieBand(
  results: readonly ResultRecord[],
  metric: Metric,
  foldsOf: (run_id: string) => number | null,
): readonly ResultRecord[] {
  const rank = ({ best_score }: ResultRecord) => rankingValue(metric, best_score!)
  const best = results.reduce((leader, result) => (rank(result) < rank(leader) ? result : leader))
  const folds = foldsOf(best.run_id)
  const sd = best.scores.val_folds?.[metric.name]?.sd
  if (folds === null || folds < 2 || sd === undefined || sd === null) return []
  const limit = rank(best) + sd / Math.sqrt(folds)
  return results.filter(result => rank(result) <= limit)
}
