import { type MersenneTwister, nextInteger } from '../../math/random/mersenne-twister.ts'
import { nextUniform } from '../../math/random/uniform.ts'
import type { SortedFeatures } from './sorted-features.ts'

export interface TreeGrowth {
  readonly max_depth: number
  /** Fewer different rows than this are not divided. */
  readonly min_samples_split: number
  readonly min_samples_leaf: number
  /** Features drawn at each node. */
  readonly max_features: number
  readonly min_impurity_decrease: number
  /** best: every threshold of a drawn feature is tried; random: one, drawn uniformly between its extremes. */
  readonly splitter: 'best' | 'random'
}

export interface Division {
  feature: number
  threshold: number
  /** Σ (Σ w y)² / Σ w of both sides: the greater, the smaller the squared error. */
  gain: number
}

/** A node, and what its rows add up to. */
export interface TreeNode {
  /** Rows of the whole tree, m for each ordering: by each feature, or in one order for random thresholds. */
  readonly rows: Int32Array
  readonly m: number
  /** The node's part of each ordering. */
  readonly start: number
  readonly end: number
  readonly weight: number
  readonly sum: number
}

/** What a tree is grown on. */
export interface TreeData {
  readonly sorted: SortedFeatures
  /** About their mean: (n_samples,). */
  readonly y: Float64Array
  readonly weights: Float64Array
}

/** Of the features drawn; more are drawn while those so far are constant in the node. Undefined where none divides it. */
export function bestDivision(
  data: TreeData,
  node: TreeNode,
  growth: TreeGrowth,
  features: Int32Array,
  twister: MersenneTwister,
): Division | undefined {
  const best: Division = { feature: -1, threshold: 0, gain: Number.NEGATIVE_INFINITY }
  let varying = 0
  for (let visited = 0; visited < features.length && (visited < growth.max_features || varying === 0); visited++) {
    const swap = visited + nextInteger(twister, features.length - 1 - visited)
    const feature = features[swap]!
    features[swap] = features[visited]!
    features[visited] = feature
    const varies =
      growth.splitter === 'best'
        ? tryThresholds(data, node, feature, growth.min_samples_leaf, best)
        : tryRandomThreshold(data, node, feature, growth.min_samples_leaf, best, twister)
    if (varies) varying++
  }
  return best.feature < 0 ? undefined : best
}

/** Improve `best` by a threshold of this feature. @returns whether the feature varies in the node */
function tryThresholds(
  { sorted: { values, n_samples }, y, weights }: TreeData,
  { rows, m, start, end, weight, sum }: TreeNode,
  feature: number,
  min_samples_leaf: number,
  best: Division,
): boolean {
  const from = feature * m + start
  const to = feature * m + end
  const offset = feature * n_samples
  let next = values[offset + rows[from]!]!
  if (next === values[offset + rows[to - 1]!]!) return false
  let leftWeight = 0
  let leftSum = 0
  let gain = best.gain
  let at = -1
  const first = from + min_samples_leaf - 1
  const last = to - min_samples_leaf
  for (let k = from; k < last; k++) {
    const i = rows[k]!
    const own = next
    next = values[offset + rows[k + 1]!]!
    leftWeight += weights[i]!
    leftSum += weights[i]! * y[i]!
    if (k < first || own === next) continue
    const rightSum = sum - leftSum
    const found = (leftSum * leftSum) / leftWeight + (rightSum * rightSum) / (weight - leftWeight)
    if (found > gain) {
      gain = found
      at = k
    }
  }
  if (at >= 0) {
    const below = values[offset + rows[at]!]!
    const above = values[offset + rows[at + 1]!]!
    const middle = below / 2 + above / 2
    best.feature = feature
    best.gain = gain
    // Of two neighbouring numbers the middle is one of them.
    best.threshold = middle < above ? Math.max(middle, below) : below
  }
  return true
}

/** The same for one threshold, drawn uniformly between the extremes of the feature. */
function tryRandomThreshold(
  { sorted: { values, n_samples }, y, weights }: TreeData,
  { rows, start, end, weight, sum }: TreeNode,
  feature: number,
  min_samples_leaf: number,
  best: Division,
  twister: MersenneTwister,
): boolean {
  const offset = feature * n_samples
  let least = values[offset + rows[start]!]!
  let most = least
  for (let k = start + 1; k < end; k++) {
    const value = values[offset + rows[k]!]!
    if (value < least) least = value
    else if (value > most) most = value
  }
  if (least === most) return false
  const drawn = least + nextUniform(twister) * (most - least)
  const threshold = drawn < most ? drawn : least
  let leftWeight = 0
  let leftSum = 0
  let size = 0
  for (let k = start; k < end; k++) {
    const i = rows[k]!
    if (values[offset + i]! > threshold) continue
    size++
    leftWeight += weights[i]!
    leftSum += weights[i]! * y[i]!
  }
  if (size < min_samples_leaf || end - start - size < min_samples_leaf) return true
  const rightSum = sum - leftSum
  const gain = (leftSum * leftSum) / leftWeight + (rightSum * rightSum) / (weight - leftWeight)
  if (gain > best.gain) Object.assign(best, { feature, threshold, gain })
  return true
}
