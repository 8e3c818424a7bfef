import type { Matrix } from '../../math/matrix.ts'
import type { MersenneTwister } from '../../math/random/mersenne-twister.ts'
import type { SortedFeatures } from './sorted-features.ts'
import type { Division, NodeRows, NodeSums, TreeGoal } from './tree-criterion.ts'
import { drawnThreshold, thresholdBetween } from './tree-division.ts'

/** How pure rows are whose targets add up to `sums`, times their weight, but for a constant. */
export type Purity = (sums: Float64Array, weight: number) => number

/** Of quantities the negative squared error, of shares of classes the negative Gini impurity. */
export const sumOfSquares: Purity = (sums, weight) => {
  let squares = 0
  for (let c = 0; c < sums.length; c++) squares += sums[c]! * sums[c]!
  return squares / weight
}

/** Of shares of classes: the negative entropy in bits. */
export const negativeEntropy: Purity = (sums, weight) => {
  let bits = 0
  for (let c = 0; c < sums.length; c++) {
    const share = sums[c]! / weight
    if (share > 0) bits += share * Math.log2(share)
  }
  return bits * weight
}

interface Sums extends NodeSums {
  /** Σ w Y: (width,). */
  readonly sums: Float64Array
}

interface Data {
  readonly sorted: SortedFeatures
  /** (n_samples, width) */
  readonly Y: Matrix
  readonly weights: Float64Array
  readonly purity: Purity
  /** Sums of the two sides while thresholds are tried: (width,). */
  readonly left: Float64Array
  readonly right: Float64Array
}

/** Classes: a leaf predicts the share of each. @param Y 1 in the column of a row's class: (n_samples, n_classes) */
export const classShares =
  (Y: Matrix, purity: Purity): TreeGoal<Sums> =>
  (sorted, weights) =>
    criterion(sorted, weights, Y, purity, new Float64Array(Y.columns), 1)

/** Least mean squared error of several quantities: a leaf predicts the mean of each. @param Y (n_samples, n_targets) */
export const meanSquaredErrors =
  (Y: Matrix): TreeGoal<Sums> =>
  (sorted, weights) => {
    const means = weightedMeans(Y, weights)
    const centered = { ...Y, values: Y.values.map((value, at) => value - means[at % Y.columns]!) }
    return criterion(sorted, weights, centered, sumOfSquares, means, Y.columns)
  }

function criterion(
  sorted: SortedFeatures,
  weights: Float64Array,
  Y: Matrix,
  purity: Purity,
  center: Float64Array,
  outputs: number,
): ReturnType<TreeGoal<Sums>> {
  const width = Y.columns
  const data = { sorted, Y, weights, purity, left: new Float64Array(width), right: new Float64Array(width) }
  return {
    width,
    scale: outputs * weights.reduce((sum, weight) => sum + weight, 0),
    sumsOf: node => sumsOf(data, node),
    setValue: (value, node, { sums, weight }) => {
      for (let c = 0; c < width; c++) value[node * width + c] = center[c]! + sums[c]! / weight
    },
    tryThresholds: (node, sums, feature, min_samples_leaf, best) =>
      tryThresholds(data, node, sums, feature, min_samples_leaf, best),
    tryRandomThreshold: (node, sums, feature, min_samples_leaf, best, twister) =>
      tryRandomThreshold(data, node, sums, feature, min_samples_leaf, best, twister),
  }
}

function weightedMeans({ rows, columns, values }: Matrix, weights: Float64Array): Float64Array {
  const sums = new Float64Array(columns)
  let total = 0
  for (let i = 0; i < rows; i++) {
    total += weights[i]!
    for (let c = 0; c < columns; c++) sums[c]! += weights[i]! * values[i * columns + c]!
  }
  return sums.map(sum => sum / total)
}

function sumsOf({ Y, weights, purity }: Data, { rows, start, end }: NodeRows): Sums {
  const width = Y.columns
  const sums = new Float64Array(width)
  const first = rows[start]! * width
  let weight = 0
  let same = true
  for (let k = start; k < end; k++) {
    const at = rows[k]! * width
    const own = weights[rows[k]!]!
    weight += own
    for (let c = 0; c < width; c++) {
      sums[c]! += own * Y.values[at + c]!
      if (Y.values[at + c] !== Y.values[first + c]) same = false
    }
  }
  return { weight, sums, same, purity: purity(sums, weight) }
}

function tryThresholds(
  { sorted: { values, n_samples }, Y, weights, purity, left, right }: Data,
  { rows, m, start, end }: NodeRows,
  { weight, sums }: Sums,
  feature: number,
  min_samples_leaf: number,
  best: Division,
): boolean {
  const width = sums.length
  const targets = Y.values
  const from = feature * m + start
  const to = feature * m + end
  const offset = feature * n_samples
  let next = values[offset + rows[from]!]!
  if (next === values[offset + rows[to - 1]!]!) return false
  left.fill(0)
  let leftWeight = 0
  let at = -1
  const first = from + min_samples_leaf - 1
  const last = to - min_samples_leaf
  for (let k = from; k < last; k++) {
    const i = rows[k]!
    const own = next
    next = values[offset + rows[k + 1]!]!
    leftWeight += weights[i]!
    for (let c = 0; c < width; c++) left[c]! += weights[i]! * targets[i * width + c]!
    if (k < first || own === next) continue
    for (let c = 0; c < width; c++) right[c] = sums[c]! - left[c]!
    const gain = purity(left, leftWeight) + purity(right, weight - leftWeight)
    if (gain > best.gain) {
      best.gain = gain
      at = k
    }
  }
  if (at >= 0) {
    best.feature = feature
    best.threshold = thresholdBetween(values[offset + rows[at]!]!, values[offset + rows[at + 1]!]!)
  }
  return true
}

function tryRandomThreshold(
  { sorted, Y, weights, purity, left, right }: Data,
  node: NodeRows,
  { weight, sums }: Sums,
  feature: number,
  min_samples_leaf: number,
  best: Division,
  twister: MersenneTwister,
): boolean {
  const threshold = drawnThreshold(sorted, node, feature, twister)
  if (threshold === undefined) return false
  const { rows, start, end } = node
  const width = sums.length
  left.fill(0)
  let leftWeight = 0
  let size = 0
  for (let k = start; k < end; k++) {
    const i = rows[k]!
    if (sorted.values[feature * sorted.n_samples + i]! > threshold) continue
    size++
    leftWeight += weights[i]!
    for (let c = 0; c < width; c++) left[c]! += weights[i]! * Y.values[i * width + c]!
  }
  if (size < min_samples_leaf || end - start - size < min_samples_leaf) return true
  for (let c = 0; c < width; c++) right[c] = sums[c]! - left[c]!
  const gain = purity(left, leftWeight) + purity(right, weight - leftWeight)
  if (gain > best.gain) {
    best.feature = feature
    best.threshold = threshold
    best.gain = gain
  }
  return true
}
