import { distanceBetween, type PairDistances } from '../../math/distances.ts'
import { inOrder } from './folds.ts'
import { choose, emptyParty, farthestFrom } from './max-min-selection.ts'

/**
 * The fold of each: the n_splits with the largest mean distance found the folds; then the folds in turn take the one that
 * is farthest from the nearest of their own, until all are taken.
 */
export function spxyLabels(distances: PairDistances, n_splits: number): Int32Array {
  const { n } = distances
  const means = Float64Array.from({ length: n }, (_, i) => {
    let sum = 0
    for (let j = 0; j < n; j++) sum += distanceBetween(distances, i, j)
    return sum / n
  })
  const founders = inOrder(n)
    .sort((a, b) => means[a]! - means[b]!)
    .slice(n - n_splits)
  const free = new Uint8Array(n).fill(1)
  const folds = Array.from(founders, founder => {
    const fold = emptyParty(n)
    choose(fold, founder, free, distances)
    return fold
  })
  for (let taken = n_splits; taken < n; taken++) {
    const fold = folds[taken % n_splits]!
    choose(fold, farthestFrom(fold, free), free, distances)
  }
  const labels = new Int32Array(n)
  folds.forEach(({ chosen }, label) => {
    for (const i of chosen) labels[i] = label
  })
  return labels
}
