import type { Dataset } from '../datasets/index.ts'
import { takeElements, takeRows } from '../math/matrix.ts'
import type { Fold, SplitRows } from '../operators/index.ts'

/** Rows of a dataset with their truth. The arrays are shared by every prediction made for them, and so stored once. */
export interface RowSet {
  /** Rows of the dataset, counted from 0. */
  readonly rows: Int32Array
  readonly indices: Float64Array
  readonly y_true: Float64Array
}

export interface FoldRowSets {
  readonly fold_id: string
  readonly train: RowSet
  readonly val: RowSet
  /** Where these rows stand among the training rows. */
  readonly positions: { readonly train: Int32Array; readonly val: Int32Array }
}

/** How one dataset is divided for a run. */
export interface FoldRows {
  readonly folds: readonly FoldRowSets[]
  /** All training rows, for the refit. */
  readonly train: RowSet
  /** Validation rows of all folds, fold after fold. */
  readonly pooled: RowSet
  readonly test: RowSet
}

function rowSet(dataset: Dataset, rows: Int32Array): RowSet {
  return { rows, indices: Float64Array.from(rows), y_true: takeElements(dataset.y, rows) }
}

/** The training rows, as a splitter sees them. */
export function trainingRows({ X, y, groups, train }: Dataset): SplitRows {
  return {
    n_samples: train.length,
    X: takeRows(X, train),
    y: takeElements(y, train),
    groups: groups && Array.from(train, row => groups[row]!),
  }
}

/** Folds hold positions among the training rows; rows of the dataset come out. */
export function foldRows(dataset: Dataset, folds: readonly Fold[]): FoldRows {
  const among = (positions: Int32Array) => positions.map(position => dataset.train[position]!)
  return {
    folds: folds.map(fold => ({
      fold_id: String(fold.fold_id),
      train: rowSet(dataset, among(fold.train)),
      val: rowSet(dataset, among(fold.val)),
      positions: { train: fold.train, val: fold.val },
    })),
    train: rowSet(dataset, dataset.train),
    pooled: rowSet(dataset, Int32Array.from(folds.flatMap(fold => Array.from(among(fold.val))))),
    test: rowSet(dataset, dataset.test),
  }
}
