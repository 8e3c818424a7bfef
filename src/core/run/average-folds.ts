import type { FoldRows } from './fold-rows.ts'

/** Predictions of one member by each fold model. */
export interface FoldPredictions {
  readonly train: Float64Array
  readonly val: Float64Array
  readonly test: Float64Array
}

/** Out-of-fold predictions, fold after fold: the rows of `FoldRows.pooled`. */
export function pooledPredictions(folds: readonly FoldPredictions[]): Float64Array {
  const pooled = new Float64Array(folds.reduce((length, fold) => length + fold.val.length, 0))
  let at = 0
  for (const fold of folds) {
    pooled.set(fold.val, at)
    at += fold.val.length
  }
  return pooled
}

/** Weighted mean of the fold models' predictions on the test rows. */
export function averagedTest(folds: readonly FoldPredictions[], weights: readonly number[]): Float64Array {
  const mean = new Float64Array(folds[0]?.test.length ?? 0)
  folds.forEach((fold, f) => {
    for (let i = 0; i < mean.length; i++) mean[i]! += weights[f]! * fold.test[i]!
  })
  return mean
}

/**
 * Weighted mean of the fold models' predictions on the training rows, whether a model saw the row or not. Weights of models
 * that predicted a row are scaled to sum to 1; rows that none predicted (folds from a file may leave some out) are NaN.
 */
export function averagedTrain(
  { folds: divided, train }: FoldRows,
  folds: readonly FoldPredictions[],
  weights: readonly number[],
): Float64Array {
  const sum = new Float64Array(train.rows.length)
  const total = new Float64Array(train.rows.length)
  const add = (positions: Int32Array, predictions: Float64Array, weight: number) => {
    for (let i = 0; i < predictions.length; i++) {
      const at = positions[i]!
      sum[at]! += weight * predictions[i]!
      total[at]! += weight
    }
  }
  divided.forEach(({ positions }, f) => {
    add(positions.train, folds[f]!.train, weights[f]!)
    add(positions.val, folds[f]!.val, weights[f]!)
  })
  return sum.map((value, i) => value / total[i]!)
}
