import { pairwiseSum } from '../../math/pairwise-sum.ts'
import type { MersenneTwister } from '../../math/random/mersenne-twister.ts'
import { permutation } from '../../math/random/shuffle.ts'
import { type ClassCodes, requireFolds } from './classes.ts'
import { inOrder } from './folds.ts'
import { type GroupCodes, requireGroups } from './groups.ts'

/**
 * The fold in which each row validates, groups kept together: group after group, from the one whose classes are most
 * unequal, goes to the fold that leaves the shares of the classes most equal over the folds.
 * @throws TooFewGroups, TooFewOfEachClass
 */
export function stratifiedGroupLabels(
  classes: ClassCodes,
  groups: GroupCodes,
  n_splits: number,
  twister: MersenneTwister | null,
  splitter: string,
): Int32Array {
  requireGroups(groups, n_splits, `${splitter} with ${n_splits} folds`)
  requireFolds(classes, n_splits, splitter)
  const n_groups = groups.names.length
  const counted = Array.from({ length: n_groups }, () => new Float64Array(classes.counts.length))
  groups.codes.forEach((group, row) => {
    counted[group]![classes.codes[row]!]!++
  })
  const spread = counted.map(standardDeviation)
  const order = twister ? permutation(n_groups, twister) : inOrder(n_groups)
  const folds = Array.from({ length: n_splits }, () => new Float64Array(classes.counts.length))
  const labels = new Int32Array(n_groups)
  for (const group of order.sort((a, b) => spread[b]! - spread[a]!)) {
    const fold = bestFold(folds, counted[group]!, classes.counts)
    labels[group] = fold
    counted[group]!.forEach((count, k) => {
      folds[fold]![k]! += count
    })
  }
  return groups.codes.map(code => labels[code]!)
}

function bestFold(folds: readonly Float64Array[], group: Float64Array, totals: Int32Array): number {
  let best = { fold: 0, inequality: Infinity, rows: Infinity }
  folds.forEach((counts, fold) => {
    const proposed = folds.map(other => (other === counts ? other.map((count, k) => count + group[k]!) : other))
    const inequality =
      pairwiseSum(Float64Array.from(totals, (total, k) => spreadOfShares(proposed, k, total))) / totals.length
    const rows = pairwiseSum(counts)
    if (inequality < best.inequality || (isClose(inequality, best.inequality) && rows < best.rows)) {
      best = { fold, inequality, rows }
    }
  })
  return best.fold
}

/** Over the folds, of the share of class k that each has. */
function spreadOfShares(folds: readonly Float64Array[], k: number, total: number): number {
  const shares = folds.map(counts => counts[k]! / total)
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
  return Math.sqrt(shares.reduce((sum, share) => sum + (share - mean) * (share - mean), 0) / shares.length)
}

function standardDeviation(values: Float64Array): number {
  const mean = pairwiseSum(values) / values.length
  return Math.sqrt(pairwiseSum(values.map(value => (value - mean) * (value - mean))) / values.length)
}

const isClose = (a: number, b: number) => Math.abs(a - b) <= 1e-8 + 1e-5 * Math.abs(b)
