import type { PredictionArrays, PredictionRecord, Scores } from '../records/index.ts'
import { foldsHeadline, headline, sampleName } from './prediction-words.ts'

/** One stored prediction, or one of the folds that are drawn together. */
export interface PredictedPart {
  readonly prediction: PredictionRecord
  readonly arrays: PredictionArrays
}

/** Prediction − measured with the sample's name; samples without both are left out. */
export interface Residual {
  readonly value: number
  readonly measured: number
  readonly label: string
}

export const residualsOf = ({ arrays }: PredictedPart): readonly Residual[] =>
  arrays.y_true.flatMap((measured, i) => {
    const value = (arrays.y_pred[i] ?? Number.NaN) - measured
    return Number.isFinite(value) ? [{ value, measured, label: sampleName(arrays, i) }] : []
  })

/** Title of a drawing of one prediction, or of the folds of a cross-validation together. */
export function partsHeadline(parts: readonly PredictedPart[], what: string): string {
  const [first] = parts
  if (!first) return `${what}: cross-validation`
  return parts.length === 1 ? headline(first.prediction, what) : foldsHeadline(first.prediction, what, parts.length)
}

/** Scores of the parts together: given for folds, the prediction's own for one. */
export const partsScores = (parts: readonly PredictedPart[], pooled: Scores | undefined): Scores =>
  pooled ?? parts[0]?.prediction.scores ?? {}
