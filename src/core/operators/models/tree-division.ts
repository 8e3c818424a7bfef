import { type MersenneTwister, nextInteger } from '../../math/random/mersenne-twister.ts'
import { nextUniform } from '../../math/random/uniform.ts'
import type { SortedFeatures } from './sorted-features.ts'
import type { Division, NodeRows, NodeSums, TreeCriterion } from './tree-criterion.ts'

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

/** Of the features drawn; more are drawn while those so far are constant in the node. Undefined where none divides it. */
export function bestDivision<Sums extends NodeSums>(
  criterion: TreeCriterion<Sums>,
  node: NodeRows,
  sums: Sums,
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
        ? criterion.tryThresholds(node, sums, feature, growth.min_samples_leaf, best)
        : criterion.tryRandomThreshold(node, sums, feature, growth.min_samples_leaf, best, twister)
    if (varies) varying++
  }
  return best.feature < 0 ? undefined : best
}

/** Half way between two values, but never up to the greater. */
export function thresholdBetween(below: number, above: number): number {
  const middle = below / 2 + above / 2
  // Of two neighbouring numbers the middle is one of them.
  return middle < above ? Math.max(middle, below) : below
}

/** Uniform between the extremes of the feature in the node; undefined where it does not vary. */
export function drawnThreshold(
  { values, n_samples }: SortedFeatures,
  { rows, start, end }: NodeRows,
  feature: number,
  twister: MersenneTwister,
): number | undefined {
  const offset = feature * n_samples
  let least = values[offset + rows[start]!]!
  let most = least
  for (let k = start + 1; k < end; k++) {
    const value = values[offset + rows[k]!]!
    if (value < least) least = value
    else if (value > most) most = value
  }
  if (least === most) return undefined
  const drawn = least + nextUniform(twister) * (most - least)
  return drawn < most ? drawn : least
}
