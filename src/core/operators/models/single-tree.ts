import type { Matrix } from '../../math/matrix.ts'
import { mersenneTwister } from '../../math/random/mersenne-twister.ts'
import { choice } from '../../params/index.ts'
import { checkSpectra } from '../checks.ts'
import { type BinaryTrees, emptyTreeStore, finishedTrees, growTree } from './binary-trees.ts'
import { sortedFeatures } from './sorted-features.ts'
import type { NodeSums, TreeGoal } from './tree-criterion.ts'
import { maxDepth, maxFeatures, treeGrowth, treeParams, treeSeed } from './tree-parameters.ts'
import { treeSums, widthOf } from './tree-predictions.ts'

export const singleTreeParams = {
  splitter: choice({
    initial: 'best',
    options: ['best', 'random'],
    help: 'best: every threshold is tried; random: one for each feature, drawn between its extremes',
  }),
  max_depth: maxDepth(null),
  max_features: maxFeatures(null),
  random_state: treeSeed,
  ...treeParams,
}

type GivenGrowth = Parameters<typeof treeGrowth>[0] & {
  readonly splitter: 'best' | 'random'
  readonly random_state: number | null
}

export interface SingleTree {
  readonly n_features: number
  readonly trees: BinaryTrees
}

/** @param weights how much each row counts: (n_samples,); all the same unless given */
export function growSingleTree<Sums extends NodeSums>(
  X: Matrix,
  goal: TreeGoal<Sums>,
  { splitter, random_state, ...given }: GivenGrowth,
  weights: Float64Array = new Float64Array(X.rows).fill(1),
): SingleTree {
  const growth = treeGrowth(given, { n_samples: X.rows, n_features: X.columns }, splitter)
  const store = emptyTreeStore()
  growTree(sortedFeatures(X), goal, weights, growth, mersenneTwister(random_state ?? 0), store)
  return { n_features: X.columns, trees: finishedTrees(store) }
}

/** What the leaves predict that the spectra fall into: (n_samples, width). @throws WrongFeatureCount, NotFinite */
export function leafValues({ n_features, trees }: SingleTree, X: Matrix): Matrix {
  checkSpectra(X, n_features)
  const values = treeSums(trees, X, [1], { start: 0, factor: 1 })[0]!
  return { rows: X.rows, columns: widthOf(trees), values }
}
