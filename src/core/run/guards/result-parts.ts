import type { Partition } from '../../records/index.ts'
import type { ScoredPart } from '../outcome.ts'
import type { GuardedResult } from './guard.ts'

/** Parts of the member that ranks the result, of one partition, fold by fold. */
export function foldParts(result: GuardedResult, partition: Partition): readonly ScoredPart[] {
  const { evaluation, parts } = result
  const best = result.best ?? 0
  const ids = evaluation.members[best]!.rows.folds.map(({ fold_id }) => fold_id)
  const ofFold = new Map<string, ScoredPart>()
  for (const part of parts) if (part.member === best && part.partition === partition) ofFold.set(part.fold_id, part)
  return ids.flatMap(id => ofFold.get(id) ?? [])
}

/** Out-of-fold predictions of the member that ranks the result, fold after fold. */
export function pooledPart({ best, parts }: GuardedResult): ScoredPart | null {
  return parts.find(part => part.member === (best ?? 0) && part.partition === 'val' && part.fold_id === 'avg') ?? null
}

/** RMSE for quantities, 1 − balanced accuracy for classes: 0 is best. */
export function errorName({ evaluation }: GuardedResult): 'rmse' | 'balanced_accuracy' {
  return evaluation.dataset.classes === null ? 'rmse' : 'balanced_accuracy'
}

/** The error of a set of scores by that name; null where it has none. */
export function errorOf(name: string, scores: Readonly<Record<string, number | null>> | undefined): number | null {
  const score = scores?.[name] ?? null
  if (score === null) return null
  return name === 'rmse' ? score : 1 - score
}

/**
 * Models that answer training samples by looking them up or by following each of them, so that their training error says
 * nothing of how well they generalise.
 */
const remembering = [
  'k_nearest_neighbors',
  'random_forest',
  'extra_trees',
  'decision_tree',
  'gradient_boosting',
  'gaussian_process',
  'locally_weighted_pls',
]

export function remembers({ evaluation, best }: GuardedResult): boolean {
  const { id } = evaluation.members[best ?? 0]!.chain.model.operator
  return remembering.some(family => id.startsWith(family))
}
