import type { PredictionRecord, ResultRecord } from '../records/index.ts'

/** The predictions that rank a result: those of its best model, or of all where each is for samples of its own. */
export function rankingPredictions(
  { best_member }: ResultRecord,
  predictions: readonly PredictionRecord[],
): readonly PredictionRecord[] {
  return best_member === null ? predictions : predictions.filter(({ member }) => member === best_member)
}

/** By fold, in the order of the folds: one record each, or several that belong together. */
export function byFold(predictions: readonly PredictionRecord[]): readonly (readonly PredictionRecord[])[] {
  const folds = new Map<string, PredictionRecord[]>()
  for (const record of predictions) folds.set(record.fold_id, [...(folds.get(record.fold_id) ?? []), record])
  return [...folds].sort(([a], [b]) => Number(a) - Number(b)).map(([, records]) => records)
}

/** Pooled out-of-fold predictions: one record for each model, or those of the folds where nobody has joined them. */
export function outOfFold(predictions: readonly PredictionRecord[]): readonly PredictionRecord[] {
  const validations = predictions.filter(({ partition }) => partition === 'val')
  const joined = validations.filter(({ fold_id }) => fold_id === 'avg')
  if (joined.length > 0) return joined
  return byFold(validations.filter(({ fold_id }) => /^\d+$/.test(fold_id))).flat()
}
