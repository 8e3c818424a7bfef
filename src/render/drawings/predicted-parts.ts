import {
  type Engine,
  leadingModel,
  type Partition,
  type PredictedPart,
  type PredictionRecord,
  predictedModels,
  type Scores,
  UnknownRecord,
} from '../../core/index.ts'
import { findResult, isPrediction } from './find-items.ts'
import type { ResultLike } from './item-like.ts'

/** Models that predict a whole partition at once, the one that would be used first. */
const wholeModels = ['final', 'avg', 'w_avg', '0'] as const

/** One prediction, or the folds of a cross-validation with the scores of all together. */
export interface PredictedParts {
  readonly parts: readonly PredictedPart[]
  /** Absent for one prediction, which has its own. */
  readonly pooled?: Scores
  readonly ofClasses: boolean
}

/**
 * Those of a prediction, or those of a result that tell most: the test set by the refitted model, else by the fold models'
 * average, else cross-validation; where the result has several models, of the one that ranks it.
 * @throws UnknownRecord where that part was not predicted
 */
export async function predictedParts(
  engine: Engine,
  item: ResultLike | PredictionRecord,
  partition?: Partition,
): Promise<PredictedParts> {
  if (typeof item !== 'string' && isPrediction(item)) return whole(engine, item)
  const result = await findResult(engine, item)
  const all = await engine.predictions.list({ result: result.id })
  const predictions = leadingModel(result, predictedModels(all))?.predictions ?? []
  const found = partition === 'val' ? undefined : findWhole(predictions, partition ?? 'test')
  if (found) return whole(engine, found)
  if (partition === 'train' || partition === 'test') {
    throw UnknownRecord({
      noun: 'prediction',
      id: `${partition} of ${result.id}`,
      known: [...new Set(predictions.map(prediction => prediction.partition))],
    })
  }
  const folds = predictions
    .filter(({ partition, fold_id }) => partition === 'val' && /^\d+$/.test(fold_id))
    .sort((a, b) => Number(a.fold_id) - Number(b.fold_id))
  return {
    parts: await Promise.all(folds.map(prediction => partOf(engine, prediction))),
    pooled: result.scores.val ?? {},
    ofClasses: result.task_type !== 'regression',
  }
}

const findWhole = (predictions: readonly PredictionRecord[], partition: 'train' | 'test') =>
  wholeModels
    .map(fold_id => predictions.find(p => p.fold_id === fold_id && p.partition === partition))
    .find(prediction => prediction !== undefined)

const partOf = async (engine: Engine, prediction: PredictionRecord): Promise<PredictedPart> => ({
  prediction,
  arrays: await engine.predictions.arrays(prediction.id),
})

const whole = async (engine: Engine, prediction: PredictionRecord): Promise<PredictedParts> => ({
  parts: [await partOf(engine, prediction)],
  ofClasses: prediction.task_type !== 'regression',
})
