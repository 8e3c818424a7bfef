import type { MersenneTwister } from '../../math/random/mersenne-twister.ts'
import type { SortedFeatures } from './sorted-features.ts'

/** The rows of a node. */
export interface NodeRows {
  /** Rows of the whole tree, m for each ordering: by each feature, or in one order for random thresholds. */
  readonly rows: Int32Array
  readonly m: number
  /** The node's part of each ordering. */
  readonly start: number
  readonly end: number
}

/** What the rows of a node add up to. */
export interface NodeSums {
  /** Σ w */
  readonly weight: number
  /** Before any division; that of a division is the sum of both sides, never smaller. */
  readonly purity: number
  /** All rows have the same target: there is nothing to divide. */
  readonly same: boolean
}

export interface Division {
  feature: number
  threshold: number
  /** Purity of both sides: the greater, the better. */
  gain: number
}

/** How one tree adds up its rows and judges a division. `try…` improve `best` and tell whether the feature varies. */
export interface TreeCriterion<Sums extends NodeSums> {
  /** How many numbers a leaf predicts. */
  readonly width: number
  /** What a gain of purity is divided by to be a decrease of the mean impurity. */
  readonly scale: number
  readonly sumsOf: (node: NodeRows) => Sums
  /** What a node predicts, written to `width` places of `value`. */
  readonly setValue: (value: number[], node: number, sums: Sums) => void
  readonly tryThresholds: (
    node: NodeRows,
    sums: Sums,
    feature: number,
    min_samples_leaf: number,
    best: Division,
  ) => boolean
  readonly tryRandomThreshold: (
    node: NodeRows,
    sums: Sums,
    feature: number,
    min_samples_leaf: number,
    best: Division,
    twister: MersenneTwister,
  ) => boolean
}

/** What trees are grown for: a criterion for each tree, whose rows count `weights` times: (n_samples,). */
export type TreeGoal<Sums extends NodeSums = NodeSums> = (
  sorted: SortedFeatures,
  weights: Float64Array,
) => TreeCriterion<Sums>
