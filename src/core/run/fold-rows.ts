import type { Dataset } from '../datasets/index.ts'
import { takeElements, takeRows } from '../math/matrix.ts'
import type { Fold } from '../operators/index.ts'
import type { RowsToDivide } from './resolve-folds.ts'

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
export function trainingRows({ X, y, classes, groups, train }: Dataset): RowsToDivide {
  return {
    classes: classes !== null,
    n_samples: train.length,
    X: takeRows(X, train),
    y: takeElements(y, train),
    groups: groups && Array.from(train, row => groups[row]!),
  }
}

/** Folds hold positions among the training rows; rows of the dataset come out. */
export function foldRows(dataset: Dataset, folds: readonly Fold[]): FoldRows {
  return rowsOfFolds(dataset, folds, dataset.train, dataset.test)
}

function rowsOfFolds(dataset: Dataset, folds: readonly Fold[], train: Int32Array, test: Int32Array): FoldRows {
  const among = (positions: Int32Array) => positions.map(position => train[position]!)
  return {
    folds: folds.map(fold => ({
      fold_id: String(fold.fold_id),
      train: rowSet(dataset, among(fold.train)),
      val: rowSet(dataset, among(fold.val)),
      positions: { train: fold.train, val: fold.val },
    })),
    train: rowSet(dataset, train),
    pooled: rowSet(dataset, Int32Array.from(folds.flatMap(fold => Array.from(among(fold.val))))),
    test: rowSet(dataset, test),
  }
}

/** The same division of some of the rows only. */
export function subsetRows(dataset: Dataset, rows: FoldRows, belongs: (row: number) => boolean): FoldRows {
  const train = rows.train.rows.filter(belongs)
  const places = new Map(Array.from(train, (row, place) => [row, place]))
  const placesOf = (set: RowSet) => set.rows.filter(belongs).map(row => places.get(row)!)
  const folds = rows.folds.map(fold => ({
    fold_id: Number(fold.fold_id),
    train: placesOf(fold.train),
    val: placesOf(fold.val),
  }))
  return rowsOfFolds(dataset, folds, train, rows.test.rows.filter(belongs))
}
