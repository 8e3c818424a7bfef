import { type Matrix, row } from '../../math/matrix.ts'
import type { RegressionTrees } from './regression-tree.ts'

/**
 * start + factor · (value of the first tree + … + value of tree `count`), for each of `counts`: (n_samples,) each. Trees are
 * added from the first to the last whatever counts are asked for.
 */
export function treeSums(
  trees: RegressionTrees,
  X: Matrix,
  counts: readonly number[],
  { start, factor }: { readonly start: number; readonly factor: number },
): Float64Array[] {
  const sums = counts.map(() => new Float64Array(X.rows))
  const most = Math.max(...counts)
  for (let i = 0; i < X.rows; i++) {
    const spectrum = row(X, i)
    let sum = start
    for (let tree = 0; tree < most; tree++) {
      sum += factor * trees.value[leafOf(trees, tree, spectrum)]!
      counts.forEach((count, c) => {
        if (count === tree + 1) sums[c]![i] = sum
      })
    }
  }
  return sums
}

type Nodes = { readonly [K in keyof RegressionTrees]: ArrayLike<number> }

/** The node of `tree` that a spectrum ends in. */
export function leafOf(trees: Nodes, tree: number, spectrum: Float64Array): number {
  const { roots, feature, threshold, left, right } = trees
  let node = roots[tree]!
  while (feature[node]! >= 0) node = spectrum[feature[node]!]! <= threshold[node]! ? left[node]! : right[node]!
  return node
}
