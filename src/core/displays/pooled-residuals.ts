import type { Scores } from '../records/index.ts'
import type { ScatterDisplay } from './display.ts'
import { type PredictedPart, partsHeadline, partsScores } from './predicted-part.ts'
import { residualScatter, type TargetWords } from './prediction-charts.ts'
import { foldWord } from './prediction-words.ts'

/** Prediction − measured against measured: of one prediction, or of the folds of a cross-validation, one series a fold. */
export function residualsScatter(
  parts: readonly PredictedPart[],
  pooled?: Scores,
  words: TargetWords = {},
): ScatterDisplay {
  const scores = partsScores(parts, pooled)
  const drawn = parts.map(({ prediction, arrays }) => residualScatter({ ...prediction, scores }, arrays, words))
  const [first] = drawn
  if (!first) return noResiduals
  if (drawn.length === 1) return first
  const total = drawn.reduce((sum, { series }) => sum + series[0]!.points.length, 0)
  return {
    ...first,
    title: partsHeadline(parts, 'Residuals'),
    series: drawn.map(({ series }, i) => ({
      name: foldWord(parts[i]!.prediction.fold_id),
      points: series[0]!.points,
    })),
    notes: [`n ${total}`, ...first.notes.slice(1)],
  }
}

const noResiduals: ScatterDisplay = {
  kind: 'scatter',
  title: 'Residuals',
  x: { label: 'Measured', unit: null },
  y: { label: 'Predicted − measured', unit: null },
  series: [],
  identity: false,
  notes: [],
  whenEmpty: 'No predictions are stored for this part.',
}
