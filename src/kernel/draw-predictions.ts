import {
  crossValidationScatter,
  type Display,
  type Engine,
  leadingModel,
  type PredictionArrays,
  type PredictionRecord,
  predictedModels,
  predictionScatter,
  type ResultRecord,
  UnknownRecord,
} from '../core/index.ts'
import { drawClasses, drawPooledClasses } from './draw-classes.ts'
import { findResult, isPrediction } from './find-items.ts'
import type { ResultLike, ScatterOptions } from './kernel.ts'

/** Models that predict a whole partition at once, the one that would be used first. */
const wholeModels = ['final', 'avg', 'w_avg', '0'] as const

/** The drawing, and what belongs below it. */
export type Drawn = readonly [Display, ...Display[]]
type Words = Omit<ScatterOptions, 'partition'>

/**
 * Predicted against measured: of one prediction, or of those of a result that tell most; where the result has several models,
 * of the one that ranks it. Of classes: the confusion matrix, class by class, and the samples that are wrong.
 */
export async function drawPredictions(
  engine: Engine,
  item: ResultLike | PredictionRecord,
  { partition, ...words }: ScatterOptions,
): Promise<Drawn> {
  if (typeof item !== 'string' && isPrediction(item)) return drawOne(engine, item, words)
  const result = await findResult(engine, item)
  const all = await engine.predictions.list({ result: result.id })
  const predictions = leadingModel(result, predictedModels(all))?.predictions ?? []
  const whole = partition === 'val' ? undefined : findWhole(predictions, partition ?? 'test')
  if (whole) return drawOne(engine, whole, words)
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

async function drawOne(engine: Engine, prediction: PredictionRecord, words: Words): Promise<Drawn> {
  const arrays = await engine.predictions.arrays(prediction.id)
  return prediction.task_type === 'regression'
    ? [predictionScatter(prediction, arrays, words)]
    : drawClasses(prediction, arrays, engine.metrics.list())
}

export interface DrawnFold {
  readonly prediction: PredictionRecord
  readonly arrays: PredictionArrays
}

async function drawCrossValidation(
  engine: Engine,
  result: ResultRecord,
  predictions: readonly PredictionRecord[],
  words: Words,
): Promise<Drawn> {
  const folds = predictions
    .filter(({ partition, fold_id }) => partition === 'val' && /^\d+$/.test(fold_id))
    .sort((a, b) => Number(a.fold_id) - Number(b.fold_id))
  const drawn: readonly DrawnFold[] = await Promise.all(
    folds.map(async prediction => ({ prediction, arrays: await engine.predictions.arrays(prediction.id) })),
  )
  const pooled = result.scores.val ?? {}
  return result.task_type === 'regression'
    ? [crossValidationScatter(drawn, pooled, words)]
    : drawPooledClasses(drawn, pooled, engine.metrics.list())
}
