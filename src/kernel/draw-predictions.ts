import {
  crossValidationScatter,
  type Display,
  type Engine,
  type PredictionRecord,
  predictionScatter,
  type ResultRecord,
  UnknownRecord,
} from '../core/index.ts'
import { findResult, isPrediction } from './find-items.ts'
import type { ResultLike, ScatterOptions } from './kernel.ts'

/** Models that predict a whole partition at once, the one that would be used first. */
const wholeModels = ['final', 'avg', 'w_avg', '0'] as const

/** Predicted against measured: of one prediction, or of those of a result that tell most. */
export async function drawPredictions(
  engine: Engine,
  item: ResultLike | PredictionRecord,
  { partition, ...words }: ScatterOptions,
): Promise<Display> {
  if (typeof item !== 'string' && isPrediction(item)) {
    return predictionScatter(item, await engine.predictions.arrays(item.id), words)
  }
  const result = await findResult(engine, item)
  const predictions = await engine.predictions.list({ result: result.id })
  const whole = partition === 'val' ? undefined : findWhole(predictions, partition ?? 'test')
  if (whole) return predictionScatter(whole, await engine.predictions.arrays(whole.id), words)
  if (partition === 'train' || partition === 'test') {
    throw UnknownRecord({
      noun: 'prediction',
      id: `${partition} of ${result.id}`,
      known: [...new Set(predictions.map(prediction => prediction.partition))],
    })
  }
  return drawCrossValidation(engine, result, predictions, words)
}

const findWhole = (predictions: readonly PredictionRecord[], partition: 'train' | 'test') =>
  wholeModels
    .map(fold_id => predictions.find(p => p.fold_id === fold_id && p.partition === partition))
    .find(prediction => prediction !== undefined)

async function drawCrossValidation(
  engine: Engine,
  result: ResultRecord,
  predictions: readonly PredictionRecord[],
  words: Omit<ScatterOptions, 'partition'>,
): Promise<Display> {
  const folds = predictions
    .filter(({ partition, fold_id }) => partition === 'val' && /^\d+$/.test(fold_id))
    .sort((a, b) => Number(a.fold_id) - Number(b.fold_id))
  const drawn = await Promise.all(
    folds.map(async prediction => ({ prediction, arrays: await engine.predictions.arrays(prediction.id) })),
  )
  return crossValidationScatter(drawn, result.scores.val ?? {}, words)
}
