import { N4aError } from '../errors/index.ts'
import { type DefinedMetric, findOwnMetric, keepOwnMetrics, ownMetricCard, rememberedMetric } from '../metrics/index.ts'
import type { Workspace } from '../workspace/index.ts'

/** Metrics of the program that opens a workspace, and those that its runs were ranked by, which order their scores. */
export function knowMetrics(workspace: Workspace, given: readonly DefinedMetric[]): void {
  keepOwnMetrics(given)
  for (const card of workspace.ownMetrics()) {
    try {
      keepOwnMetrics([rememberedMetric(card)])
    } catch (error) {
      // A name that the registry has taken since, or a card somebody changed: its scores are shown, and have no order.
      if (!(error instanceof N4aError)) throw error
    }
  }
}

/** Before a run ranks by a metric of the program's own. */
export async function rememberMetric(workspace: Workspace, name: string): Promise<void> {
  const metric = findOwnMetric(name)
  if (metric) await workspace.saveOwnMetric(name, ownMetricCard(metric))
}

/** One sentence where a run ranks by a metric of the program's own. */
export function ownMetricWarnings(name: string): readonly string[] {
  const metric = findOwnMetric(name)
  if (!metric) return []
  const better = metric.higher_is_better ? 'higher' : 'lower'
  return [`It ranks by ${name}, a metric of the program's own (${better} is better), which resuming needs again.`]
}
