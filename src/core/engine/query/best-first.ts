import { findMetric, rankingValue } from '../../metrics/index.ts'
import type { BestResult, ResultRecord } from '../../records/index.ts'

/** Number to sort results by, lower is better; failed and unscored ones last. */
export function resultRank(result: ResultRecord): number {
  const metric = findMetric(result.metric)
  return metric && result.best_score !== null ? rankingValue(metric, result.best_score) : Infinity
}

/** Dataset by dataset, best first. Scores of different metrics are not compared. */
export function bestFirst(a: ResultRecord, b: ResultRecord): number {
  const datasets = a.dataset < b.dataset ? -1 : a.dataset > b.dataset ? 1 : 0
  const metrics = a.metric < b.metric ? -1 : a.metric > b.metric ? 1 : 0
  return datasets || metrics || compareRanks(resultRank(a), resultRank(b))
}

const compareRanks = (a: number, b: number): number => (a === b ? 0 : a - b)

/** The best completed result of each dataset, by pooled out-of-fold score; the first planned wins a tie. */
export function bestOfEachDataset(results: readonly ResultRecord[]): readonly ResultRecord[] {
  const best = new Map<string, ResultRecord>()
  const inOrder = [...results].sort((a, b) => (a.pipeline_config_id < b.pipeline_config_id ? -1 : 1))
  for (const result of inOrder) {
    if (result.score_partition !== 'val' || resultRank(result) === Infinity) continue
    const leader = best.get(result.dataset)
    if (!leader || resultRank(result) < resultRank(leader)) best.set(result.dataset, result)
  }
  return [...best.values()]
}

export function asBestResult(result: ResultRecord): BestResult {
  return {
    dataset: result.dataset,
    result_id: result.id,
    template_id: result.template_id,
    pipeline_config: result.pipeline_config,
    pipeline_config_id: result.pipeline_config_id,
    score: result.best_score!,
    score_partition: result.score_partition!,
    metric: result.metric,
  }
}
