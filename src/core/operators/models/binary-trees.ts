import type { MersenneTwister } from '../../math/random/mersenne-twister.ts'
import type { SortedFeatures } from './sorted-features.ts'
import type { Division, NodeRows, NodeSums, TreeGoal } from './tree-criterion.ts'
import { bestDivision, type TreeGrowth } from './tree-division.ts'

/** Binary trees, one after the other in the same arrays: a node's children stand anywhere after it. */
export interface BinaryTrees {
  /** First node of each tree: (n_trees,). */
  readonly roots: Int32Array
  /** Feature that a node asks for, −1 in a leaf: (n_nodes,). */
  readonly feature: Int32Array
  /** Values up to this go left: (n_nodes,). */
  readonly threshold: Float64Array
  readonly left: Int32Array
  readonly right: Int32Array
  /** What a node predicts: (n_nodes, width), one number for one quantity, a share for each class. */
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

export const finishedTrees = (store: TreeStore): BinaryTrees => ({
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
 * Grow one tree and append it to `store`.
 *
 * @param weights times each row counts; a row of 0 is left out: (n_samples,)
 * @see Breiman, Friedman, Olshen & Stone (1984), Classification and Regression Trees; Geurts, Ernst & Wehenkel (2006), Machine
 *   Learning 63(1), 3–42, for random thresholds
 */
export function growTree<Sums extends NodeSums>(
  sorted: SortedFeatures,
  goal: TreeGoal<Sums>,
  weights: Float64Array,
  growth: TreeGrowth,
  twister: MersenneTwister,
  store: TreeStore,
): void {
  const orderings = growth.splitter === 'best' ? sorted.n_features : 1
  const { rows, m } = rowsOfTree(sorted, weights, orderings)
  const criterion = goal(sorted, weights)
  const drawn = Int32Array.from({ length: sorted.n_features }, (_, j) => j)
  const division = { orderings, side: new Uint8Array(sorted.n_samples), buffer: new Int32Array(m) }
  const root = addNode(store, criterion.width)
  store.roots.push(root)
  const open: Node[] = [{ id: root, start: 0, end: m, depth: 0 }]
  const rests = (size: number, depth: number) =>
    depth >= growth.max_depth || size < growth.min_samples_split || size < 2 * growth.min_samples_leaf
  for (let node = open.pop(); node; node = open.pop()) {
    const { id, start, end, depth } = node
    const scope = { rows, m, start, end }
    const sums = criterion.sumsOf(scope)
    criterion.setValue(store.value, id, sums)
    if (sums.same || rests(end - start, depth)) continue
    const best = bestDivision(criterion, scope, sums, growth, drawn, twister)
    if (!best) continue
    const decrease = (best.gain - sums.purity) / criterion.scale
    if (decrease + Number.EPSILON < growth.min_impurity_decrease) continue
    const middle = sideOfRows(sorted, scope, best, division.side)
    const done = rests(middle - start, depth + 1) && rests(end - middle, depth + 1)
    // Leaves need their rows in one order only.
    divide(scope, { ...division, orderings: done ? 1 : orderings })
    store.feature[id] = best.feature
    store.threshold[id] = best.threshold
    const left = addNode(store, criterion.width)
    const right = addNode(store, criterion.width)
    store.left[id] = left
    store.right[id] = right
    open.push({ id: right, start: middle, end, depth: depth + 1 })
    open.push({ id: left, start, end: middle, depth: depth + 1 })
  }
}

function addNode({ feature, threshold, left, right, value }: TreeStore, width: number): number {
  threshold.push(0)
  left.push(-1)
  right.push(-1)
  for (let c = 0; c < width; c++) value.push(0)
  return feature.push(-1) - 1
}

/** The m rows that count, in the order of each of the first features: (orderings, m), and one place more that nobody reads. */
function rowsOfTree({ order, n_samples }: SortedFeatures, weights: Float64Array, orderings: number) {
  const counts = Uint8Array.from(weights, weight => (weight > 0 ? 1 : 0))
  let m = 0
  for (const one of counts) m += one
  const rows = new Int32Array(orderings * m + 1)
  // A row that does not count is written over by the next: no branch to guess.
  for (let at = 0, to = 0; at < orderings * n_samples; at++) {
    const i = order[at]!
    rows[to] = i
    to += counts[i]!
  }
  return { rows, m }
}

/** Mark the rows that go right. @returns where those that go right will start */
function sideOfRows(
  { values, n_samples }: SortedFeatures,
  { rows, start, end }: NodeRows,
  { feature, threshold }: Division,
  side: Uint8Array,
): number {
  let middle = start
  for (let k = start; k < end; k++) {
    const i = rows[k]!
    const right = values[feature * n_samples + i]! > threshold
    side[i] = right ? 1 : 0
    if (!right) middle++
  }
  return middle
}

interface Scratch {
  readonly orderings: number
  readonly side: Uint8Array
  readonly buffer: Int32Array
}

/** Those that go left first, in every ordering, and otherwise in the order they had. */
function divide({ rows, m, start, end }: NodeRows, { orderings, side, buffer }: Scratch): void {
  for (let j = 0; j < orderings; j++) {
    let left = j * m + start
    let right = 0
    // Every row is written to both sides, and one of them is written over: no branch that is guessed wrong half of the time.
    for (let k = left; k < j * m + end; k++) {
      const i = rows[k]!
      const toRight = side[i]!
      rows[left] = i
      buffer[right] = i
      left += 1 - toRight
      right += toRight
    }
    for (let k = 0; k < right; k++) rows[left + k] = buffer[k]!
  }
}
