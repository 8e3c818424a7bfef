import { type Matrix, row } from '../../math/matrix.ts'
import type { BinaryTrees } from './binary-trees.ts'

/** How many numbers a leaf predicts. */
export const widthOf = ({ value, feature }: BinaryTrees): number => value.length / feature.length

/**
 * start + factor · (value of the first tree + … + value of tree `count`), for each of `counts`: (n_samples, width) each. Trees
 * are added from the first to the last whatever counts are asked for.
 */
export function treeSums(
  trees: BinaryTrees,
  X: Matrix,
  counts: readonly number[],
  { start, factor }: { readonly start: number; readonly factor: number },
): Float64Array[] {
  const width = widthOf(trees)
  const sums = counts.map(() => new Float64Array(X.rows * width))
  const most = Math.max(...counts)
  const sum = new Float64Array(width)
  for (let i = 0; i < X.rows; i++) {
    const spectrum = row(X, i)
    sum.fill(start)
    for (let tree = 0; tree < most; tree++) {
      const leaf = leafOf(trees, tree, spectrum) * width
      for (let c = 0; c < width; c++) sum[c]! += factor * trees.value[leaf + c]!
      counts.forEach((count, place) => {
        if (count === tree + 1) sums[place]!.set(sum, i * width)
      })
    }
  }
  return sums
}

type Nodes = { readonly [K in keyof BinaryTrees]: ArrayLike<number> }

/** The node of `tree` that a spectrum ends in. */
export function leafOf(trees: Nodes, tree: number, spectrum: Float64Array): number {
  const { roots, feature, threshold, left, right } = trees
  let node = roots[tree]!
  while (feature[node]! >= 0) node = spectrum[feature[node]!]! <= threshold[node]! ? left[node]! : right[node]!
  return node
}
