import { type Matrix, row, takeRows } from '../../math/matrix.ts'
import { type MersenneTwister, mersenneTwister, nextInteger } from '../../math/random/mersenne-twister.ts'
import { permutation } from '../../math/random/shuffle.ts'
import { nextUniform } from '../../math/random/uniform.ts'
import { checkSpectra, checkTrainingSpectra } from '../checks.ts'
import { type OutlierDetector, trainingQuantile } from './outlier-detector.ts'

/** Nodes by number, the root first; `left` is 0 for a leaf, whose `threshold` is its expected path length. */
interface IsolationTree {
  readonly feature: Int32Array
  readonly threshold: Float64Array
  readonly left: Int32Array
  readonly right: Int32Array
}

interface IsolationForest {
  readonly n_features: number
  readonly sample_size: number
  readonly trees: readonly IsolationTree[]
}

const [treeCount, mostRows] = [100, 256]

/** Mean path length of a search that fails in a binary tree of n rows. */
function pathLength(n: number): number {
  if (n <= 1) return 0
  if (n === 2) return 1
  return 2 * (Math.log(n - 1) + 0.5772156649015329) - (2 * (n - 1)) / n
}

interface OpenTree {
  readonly feature: number[]
  readonly threshold: number[]
  readonly left: number[]
  readonly right: number[]
}

/** Adds the node of `rows` and all below it. @returns its number */
function grow(X: Matrix, rows: Int32Array, deeper: number, random: MersenneTwister, tree: OpenTree, depth = 0): number {
  const node = tree.left.length
  const split = deeper > 0 && rows.length > 1 ? drawSplit(X, rows, random) : undefined
  tree.feature.push(split?.feature ?? 0)
  tree.threshold.push(split?.threshold ?? depth + pathLength(rows.length))
  tree.left.push(0)
  tree.right.push(0)
  if (split) {
    const isLeft = (i: number) => X.values[i * X.columns + split.feature]! <= split.threshold
    tree.left[node] = grow(X, rows.filter(isLeft), deeper - 1, random, tree, depth + 1)
    tree.right[node] = grow(
      X,
      rows.filter(i => !isLeft(i)),
      deeper - 1,
      random,
      tree,
      depth + 1,
    )
  }
  return node
}

/** A random feature among those in which the rows differ, and a random place within its range. */
function drawSplit(X: Matrix, rows: Int32Array, random: MersenneTwister) {
  const features = Int32Array.from({ length: X.columns }, (_, j) => j)
  for (let left = X.columns; left > 0; left--) {
    const at = nextInteger(random, left - 1)
    const feature = features[at]!
    features[at] = features[left - 1]!
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (const i of rows) {
      const value = X.values[i * X.columns + feature]!
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
    if (low < high) {
      const threshold = low + (high - low) * nextUniform(random)
      // Rounding may reach the upper end, which would leave nothing on the right.
      return { feature, threshold: threshold < high ? threshold : low }
    }
  }
  return undefined
}

function depthIn({ feature, threshold, left, right }: IsolationTree, spectrum: Float64Array): number {
  let node = 0
  while (left[node]! > 0) node = spectrum[feature[node]!]! <= threshold[node]! ? left[node]! : right[node]!
  return threshold[node]!
}

/** The rows by their first value, of equal ones by the second, … */
function ordered(X: Matrix): Matrix {
  const before = (a: number, b: number) => {
    const [first, second] = [row(X, a), row(X, b)]
    const differing = first.findIndex((value, j) => value !== second[j])
    return differing < 0 ? 0 : first[differing]! - second[differing]!
  }
  return takeRows(X, Int32Array.from({ length: X.rows }, (_, i) => i).sort(before))
}

/**
 * Isolation forest: spectra that random divisions set apart early. Score 2^(−E[depth] / c(ψ)) of 100 trees of at most 256 rows.
 * @see Liu, Ting & Zhou (2008), 8th IEEE International Conference on Data Mining, 413–422
 */
export const isolationForest: OutlierDetector<IsolationForest> = {
  fit: (given, { random_state }) => {
    checkTrainingSpectra(given, 3, 'an isolation forest')
    // Rows are drawn by place: ordered, the order of the table does not matter.
    const X = ordered(given)
    const random = mersenneTwister(random_state ?? 0)
    const sample_size = Math.min(mostRows, X.rows)
    const trees = Array.from({ length: treeCount }, () => {
      const open: OpenTree = { feature: [], threshold: [], left: [], right: [] }
      const rows = permutation(X.rows, random).slice(0, sample_size)
      grow(X, rows, Math.ceil(Math.log2(sample_size)), random, open)
      return {
        feature: Int32Array.from(open.feature),
        threshold: Float64Array.from(open.threshold),
        left: Int32Array.from(open.left),
        right: Int32Array.from(open.right),
      }
    })
    return { n_features: X.columns, sample_size, trees }
  },
  distances: (X, { n_features, sample_size, trees }) => {
    checkSpectra(X, n_features)
    return Float64Array.from({ length: X.rows }, (_, i) => {
      const depth = trees.reduce((sum, tree) => sum + depthIn(tree, row(X, i)), 0) / trees.length
      return 2 ** (-depth / pathLength(sample_size))
    })
  },
  limit: (training, _forest, { contamination }) => trainingQuantile(training, 1 - contamination),
}
