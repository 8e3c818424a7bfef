import type { MersenneTwister } from '../../math/random/mersenne-twister.ts'
import type { SortedFeatures } from './sorted-features.ts'
import type { Division, NodeRows, NodeSums, TreeGoal } from './tree-criterion.ts'
import { drawnThreshold, thresholdBetween } from './tree-division.ts'

interface Sums extends NodeSums {
  /** Σ w y */
  readonly sum: number
}

/** What a tree is grown on. */
interface Data {
  readonly sorted: SortedFeatures
  /** About their mean: (n_samples,). */
  readonly y: Float64Array
  readonly weights: Float64Array
  /** w y: (n_samples,). */
  readonly products: Float64Array
}

/**
 * Least squared error of one quantity: a leaf predicts its mean. Purity is (Σ w y)² / Σ w: the greater that of both sides, the
 * smaller the squared error.
 *
 * @param given reference values: (n_samples,)
 */
export const squaredError =
  (given: Float64Array): TreeGoal<Sums> =>
  (sorted, weights) => {
    const { center, total } = weightedMean(given, weights)
    // Sums of large values of y would hide how they differ.
    const y = given.map(value => value - center)
    const data = { sorted, y, weights, products: y.map((value, i) => weights[i]! * value) }
    return {
      width: 1,
      scale: total,
      sumsOf: node => sumsOf(data, node),
      setValue: (value, node, { sum, weight }) => {
        value[node] = center + sum / weight
      },
      tryThresholds: (node, sums, feature, min_samples_leaf, best) =>
        tryThresholds(data, node, sums, feature, min_samples_leaf, best),
      tryRandomThreshold: (node, sums, feature, min_samples_leaf, best, twister) =>
        tryRandomThreshold(data, node, sums, feature, min_samples_leaf, best, twister),
    }
  }

function weightedMean(y: Float64Array, weights: Float64Array) {
  let total = 0
  let sum = 0
  for (let i = 0; i < y.length; i++) {
    total += weights[i]!
    sum += weights[i]! * y[i]!
  }
  return { center: sum / total, total }
}

function sumsOf({ y, weights }: Data, { rows, start, end }: NodeRows): Sums {
  let weight = 0
  let sum = 0
  let same = true
  const first = y[rows[start]!]
  for (let k = start; k < end; k++) {
    const i = rows[k]!
    weight += weights[i]!
    sum += weights[i]! * y[i]!
    if (y[i] !== first) same = false
  }
  return { weight, sum, same, purity: (sum * sum) / weight }
}

/**
 * Most thresholds lose. They are ruled out without a division: a gain is compared times both weights, with a margin that is wider
 * than all rounding, and only what passes is divided and held against the best. So the bits are those of the divisions.
 */
function tryThresholds(
  { sorted: { values, n_samples }, weights, products }: Data,
  { rows, m, start, end }: NodeRows,
  { weight, sum }: Sums,
  feature: number,
  min_samples_leaf: number,
  best: Division,
): boolean {
  const from = feature * m + start
  const to = feature * m + end
  const offset = feature * n_samples
  if (values[offset + rows[from]!]! === values[offset + rows[to - 1]!]!) return false
  let leftWeight = 0
  let leftSum = 0
  let gain = best.gain
  let bound = surelyBelow(gain)
  let at = -1
  const first = from + min_samples_leaf - 1
  const last = to - min_samples_leaf
  for (let k = from; k < Math.min(first, last); k++) {
    const i = rows[k]!
    leftWeight += weights[i]!
    leftSum += products[i]!
  }
  for (let k = first; k < last; k++) {
    const i = rows[k]!
    leftWeight += weights[i]!
    leftSum += products[i]!
    const rightWeight = weight - leftWeight
    const rightSum = sum - leftSum
    if (leftSum * leftSum * rightWeight + rightSum * rightSum * leftWeight < bound * (leftWeight * rightWeight))
      continue
    const found = (leftSum * leftSum) / leftWeight + (rightSum * rightSum) / rightWeight
    if (!(found > gain) || values[offset + i]! === values[offset + rows[k + 1]!]!) continue
    gain = found
    bound = surelyBelow(gain)
    at = k
  }
  if (at >= 0) {
    best.feature = feature
    best.gain = gain
    best.threshold = thresholdBetween(values[offset + rows[at]!]!, values[offset + rows[at + 1]!]!)
  }
  return true
}

/** The second term covers gains so small that they have lost digits. */
const surelyBelow = (gain: number): number => gain * (1 - 1e-12) - 1e-290

function tryRandomThreshold(
  { sorted, y, weights }: Data,
  node: NodeRows,
  { weight, sum }: Sums,
  feature: number,
  min_samples_leaf: number,
  best: Division,
  twister: MersenneTwister,
): boolean {
  const threshold = drawnThreshold(sorted, node, feature, twister)
  if (threshold === undefined) return false
  const { rows, start, end } = node
  const { values } = sorted
  const offset = feature * sorted.n_samples
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
  if (gain > best.gain) {
    best.feature = feature
    best.threshold = threshold
    best.gain = gain
  }
  return true
}
