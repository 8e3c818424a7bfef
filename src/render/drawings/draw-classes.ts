import {
  calibrationNote,
  classTable,
  confusionMatrix,
  type MatrixDisplay,
  type MetricCard,
  type PredictedPart,
  type PredictionArrays,
  type PredictionRecord,
  pooledConfusionMatrix,
  type Scores,
  wrongSamplesTable,
} from '../../core/index.ts'
import type { Drawn } from './draw-predictions.ts'

/** More help nobody below a cell. */
const wrongShown = 10

/** The confusion matrix, class by class, and the most wrong samples. */
export const drawClasses = (
  prediction: PredictionRecord,
  arrays: PredictionArrays,
  metrics: readonly MetricCard[],
): Drawn => withDetails(confusionMatrix(prediction, arrays, { metrics }), [arrays])

/** The same of the folds of a cross-validation together. */
export const drawPooledClasses = (
  folds: readonly PredictedPart[],
  pooled: Scores,
  metrics: readonly MetricCard[],
): Drawn =>
  withDetails(
    pooledConfusionMatrix(folds, pooled, { metrics }),
    folds.map(({ arrays }) => arrays),
  )

function withDetails(matrix: MatrixDisplay, parts: readonly PredictionArrays[]): Drawn {
  if (matrix.texts.length === 0) return [matrix]
  const calibration = calibrationNote(parts)
  const notes = calibration === null ? matrix.notes : [...matrix.notes, calibration]
  return [{ ...matrix, notes }, classTable(parts), wrongSamplesTable(parts, { limit: wrongShown })]
}
