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
  readonly feature: number
  readonly threshold: number
  /** Σ (Σ w y)² / Σ w of both sides: the greater, the smaller the squared error. */
  readonly gain: number
}

/** A node, and what its rows add up to. */
interface Scope {
  readonly data: SortedFeatures
  readonly y: Float64Array
  readonly weights: Float64Array
  readonly rows: Int32Array
  readonly m: number
  readonly start: number
  readonly end: number
  readonly weight: number
  readonly sum: number
}

/** Of the features drawn; more are drawn while those so far are constant in the node. */
export function bestDivision(
  scope: Scope,
  growth: TreeGrowth,
  features: Int32Array,
  twister: MersenneTwister,
): Division | undefined {
  const { data, rows, m, start, end } = scope
  let best: Division | undefined
  let varying = 0
  for (let visited = 0; visited < features.length && (visited < growth.max_features || varying === 0); visited++) {
    const swap = visited + nextInteger(twister, features.length - 1 - visited)
    const feature = features[swap]!
    features[swap] = features[visited]!
    features[visited] = feature
    const values = data.values.subarray(feature * data.n_samples, (feature + 1) * data.n_samples)
    const sorted = rows.subarray(feature * m + start, feature * m + end)
    if (values[sorted[0]!] === values[sorted.at(-1)!]) continue
    varying++
    const found =
      growth.splitter === 'best'
        ? bestThreshold(scope, values, sorted, growth.min_samples_leaf)
        : randomThreshold(scope, values, sorted, growth.min_samples_leaf, twister)
    if (found && (!best || found.gain > best.gain)) best = { feature, ...found }
  }
  return best
}

type Threshold = Omit<Division, 'feature'>

function bestThreshold(
  { y, weights, weight, sum }: Scope,
  values: Float64Array,
  sorted: Int32Array,
  min_samples_leaf: number,
): Threshold | undefined {
  let leftWeight = 0
  let leftSum = 0
  let gain = Number.NEGATIVE_INFINITY
  let at = -1
  const last = sorted.length - min_samples_leaf
  for (let k = 0; k < last; k++) {
    const i = sorted[k]!
    leftWeight += weights[i]!
    leftSum += weights[i]! * y[i]!
    if (k + 1 < min_samples_leaf || values[i] === values[sorted[k + 1]!]) continue
    const rightSum = sum - leftSum
    const found = (leftSum * leftSum) / leftWeight + (rightSum * rightSum) / (weight - leftWeight)
    if (found > gain) {
      gain = found
      at = k
    }
  }
  if (at < 0) return undefined
  const below = values[sorted[at]!]!
  const above = values[sorted[at + 1]!]!
  const middle = below / 2 + above / 2
  // Of two neighbouring numbers the middle is one of them.
  return { gain, threshold: middle < above ? Math.max(middle, below) : below }
}

function randomThreshold(
  { y, weights, weight, sum }: Scope,
  values: Float64Array,
  sorted: Int32Array,
  min_samples_leaf: number,
  twister: MersenneTwister,
): Threshold | undefined {
  const least = values[sorted[0]!]!
  const most = values[sorted.at(-1)!]!
  const drawn = least + nextUniform(twister) * (most - least)
  const threshold = drawn < most ? drawn : least
  let leftWeight = 0
  let leftSum = 0
  let size = 0
  while (values[sorted[size]!]! <= threshold) {
    const i = sorted[size++]!
    leftWeight += weights[i]!
    leftSum += weights[i]! * y[i]!
  }
  if (size < min_samples_leaf || sorted.length - size < min_samples_leaf) return undefined
  const rightSum = sum - leftSum
  return { threshold, gain: (leftSum * leftSum) / leftWeight + (rightSum * rightSum) / (weight - leftWeight) }
}
