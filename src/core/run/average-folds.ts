import { type Matrix, zeros } from '../math/matrix.ts'
import type { FoldRows } from './fold-rows.ts'
import { averageable, averaged, type Predicted } from './predicted.ts'

/** Predictions of one member by one fold model. */
export interface FoldPredictions {
  readonly train: Predicted
  readonly val: Predicted
  readonly test: Predicted
}

/** Weighted mean of what several models say of the same samples; weights sum to 1. */
export function weightedMean(predictions: readonly Predicted[], weights: readonly number[]): Predicted {
  const [first] = predictions
  const { rows, columns } = averageable(first!)
  const mean = zeros(rows, columns)
  predictions.forEach((predicted, m) => {
    const { values } = averageable(predicted)
    for (let at = 0; at < values.length; at++) mean.values[at]! += weights[m]! * values[at]!
  })
  return averaged(mean, first!)
}

/** Weighted mean of the fold models' predictions on the test rows. */
export const averagedTest = (folds: readonly FoldPredictions[], weights: readonly number[]): Predicted =>
  weightedMean(
    folds.map(({ test }) => test),
    weights,
  )

/**
 * Weighted mean of the fold models' predictions on the training rows, whether a model saw the row or not. Weights of models
 * that predicted a row are scaled to sum to 1; rows that none predicted (folds from a file may leave some out) are NaN.
 */
export function averagedTrain(
  { folds: divided, train }: FoldRows,
  folds: readonly FoldPredictions[],
  weights: readonly number[],
): Predicted {
  const like = folds[0]!.train
  const { columns } = averageable(like)
  const sum = zeros(train.rows.length, columns)
  const total = new Float64Array(train.rows.length)
  const add = (positions: Int32Array, { values }: Matrix, weight: number) => {
    positions.forEach((at, i) => {
      for (let k = 0; k < columns; k++) sum.values[at * columns + k]! += weight * values[i * columns + k]!
      total[at]! += weight
    })
  }
  divided.forEach(({ positions }, f) => {
    add(positions.train, averageable(folds[f]!.train), weights[f]!)
    add(positions.val, averageable(folds[f]!.val), weights[f]!)
  })
  const values = sum.values.map((value, at) => value / total[Math.floor(at / columns)]!)
  return averaged({ ...sum, values }, like)
}
