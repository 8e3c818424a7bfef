import type { Matrix } from '../../math/matrix.ts'
import type { ParameterSet, ValuesOf } from '../../params/index.ts'
import type { OperatorDeclaration } from './declaration.ts'

export interface Fold {
  readonly fold_id: number
  /** Positions among the rows that were split. */
  readonly train: Int32Array
  readonly val: Int32Array
}

/** The rows to divide. */
export interface SplitRows {
  readonly n_samples: number
  /** (n_samples, n_features), before any preprocessing. */
  readonly X: Matrix
  /** Length n_samples. */
  readonly y: Float64Array
  /** Rows of the same text belong together; null where the dataset names no group. Length n_samples. */
  readonly groups: readonly string[] | null
}

/** Divides rows into folds. */
export interface Splitter<P extends ParameterSet = ParameterSet> extends OperatorDeclaration<P> {
  readonly kind: 'splitter'
  /** Cannot work without groups. */
  readonly needs_groups?: true
  /** Keeps groups together where there are any, in a way of its own. */
  readonly keeps_groups?: true
  readonly split: (rows: SplitRows, params: ValuesOf<P>) => readonly Fold[]
}

export function defineSplitter<const P extends ParameterSet>(operator: Omit<Splitter<P>, 'kind'>): Splitter<P> {
  return { kind: 'splitter', ...operator }
}
