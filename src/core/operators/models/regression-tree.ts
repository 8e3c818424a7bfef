import type { MersenneTwister } from '../../math/random/mersenne-twister.ts'
import type { SortedFeatures } from './sorted-features.ts'
import { bestDivision, type Division, type TreeGrowth } from './tree-division.ts'

/** Binary trees, one after the other in the same arrays: a node's children stand anywhere after it. */
export interface RegressionTrees {
  /** First node of each tree: (n_trees,). */
  readonly roots: Int32Array
  /** Feature that a node asks for, −1 in a leaf: (n_nodes,). */
  readonly feature: Int32Array
  /** Values up to this go left: (n_nodes,). */
  readonly threshold: Float64Array
  readonly left: Int32Array
  readonly right: Int32Array
  /** Mean reference value of the training rows that reach a node: (n_nodes,). */
  readonly value: Float64Array
}

/** Trees in the making. */
export interface TreeStore {
  readonly roots: number[]
  readonly feature: number[]
  readonly threshold: number[]
  readonly left: number[]
  readonly right: number[]
  readonly value: number[]
}

export const emptyTreeStore = (): TreeStore => ({
  roots: [],
  feature: [],
  threshold: [],
  left: [],
  right: [],
  value: [],
})

export const finishedTrees = (store: TreeStore): RegressionTrees => ({
  roots: Int32Array.from(store.roots),
  feature: Int32Array.from(store.feature),
  threshold: Float64Array.from(store.threshold),
  left: Int32Array.from(store.left),
  right: Int32Array.from(store.right),
  value: Float64Array.from(store.value),
})

interface Node {
  readonly id: number
  readonly start: number
  readonly end: number
  readonly depth: number
}

/**
 * Grow one tree by squared error and append it to `store`.
 *
 * @param given reference values: (n_samples,)
 * @param weights times each row counts; a row of 0 is left out: (n_samples,)
 * @see Breiman, Friedman, Olshen & Stone (1984), Classification and Regression Trees; Geurts, Ernst & Wehenkel (2006), Machine
 *   Learning 63(1), 3–42, for random thresholds
 */
export function growTree(
  data: SortedFeatures,
  given: Float64Array,
  weights: Float64Array,
  growth: TreeGrowth,
  twister: MersenneTwister,
  store: TreeStore,
): void {
  const rows = rowsOfTree(data, weights)
  const m = rows.length / data.n_features
  const drawn = Int32Array.from({ length: data.n_features }, (_, j) => j)
  const side = new Uint8Array(data.n_samples)
  const buffer = new Int32Array(m)
  const { center, total } = weightedMean(given, weights)
  // Sums of large values of y would hide how they differ.
  const y = given.map(value => value - center)
  const add = (): number => {
    store.feature.push(-1)
    store.threshold.push(0)
    store.left.push(-1)
    store.right.push(-1)
    return store.value.push(0) - 1
  }
  const root = add()
  store.roots.push(root)
  const open: Node[] = [{ id: root, start: 0, end: m, depth: 0 }]
  for (let node = open.pop(); node; node = open.pop()) {
    const { id, start, end, depth } = node
    const { weight, sum, same } = totals(rows.subarray(start, end), y, weights)
    store.value[id] = center + sum / weight
    const size = end - start
    if (same || depth >= growth.max_depth || size < growth.min_samples_split || size < 2 * growth.min_samples_leaf) {
      continue
    }
    const best = bestDivision({ data, y, weights, rows, m, start, end, weight, sum }, growth, drawn, twister)
    if (!best || (best.gain - (sum * sum) / weight) / total + Number.EPSILON < growth.min_impurity_decrease) continue
    const middle = divide(data, rows, m, start, end, best, side, buffer)
    store.feature[id] = best.feature
    store.threshold[id] = best.threshold
    const left = add()
    const right = add()
    store.left[id] = left
    store.right[id] = right
    open.push({ id: right, start: middle, end, depth: depth + 1 })
    open.push({ id: left, start, end: middle, depth: depth + 1 })
  }
}

/** The rows that count, in the order of each feature: (n_features, m). */
function rowsOfTree({ order, n_features, n_samples }: SortedFeatures, weights: Float64Array): Int32Array {
  let m = 0
  for (const weight of weights) if (weight > 0) m++
  const rows = new Int32Array(n_features * m)
  for (let at = 0, to = 0; at < n_features * n_samples; at++) if (weights[order[at]!]! > 0) rows[to++] = order[at]!
  return rows
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

function totals(rows: Int32Array, y: Float64Array, weights: Float64Array) {
  let weight = 0
  let sum = 0
  let same = true
  for (const i of rows) {
    weight += weights[i]!
    sum += weights[i]! * y[i]!
    if (y[i] !== y[rows[0]!]) same = false
  }
  return { weight, sum, same }
}

/** Those that go left first, in every feature's order. @returns where the right ones start */
function divide(
  { values, n_features, n_samples }: SortedFeatures,
  rows: Int32Array,
  m: number,
  start: number,
  end: number,
  { feature, threshold }: Division,
  goesRight: Uint8Array,
  buffer: Int32Array,
): number {
  for (let k = start; k < end; k++) {
    const i = rows[k]!
    goesRight[i] = values[feature * n_samples + i]! <= threshold ? 0 : 1
  }
  let middle = start
  for (let j = 0; j < n_features; j++) {
    let left = j * m + start
    let right = 0
    for (let k = left; k < j * m + end; k++) {
      const i = rows[k]!
      if (goesRight[i] === 0) rows[left++] = i
      else buffer[right++] = i
    }
    rows.set(buffer.subarray(0, right), left)
    middle = left - j * m
  }
  return middle
}
