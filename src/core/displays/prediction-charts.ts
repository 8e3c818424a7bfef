import { printable } from '../errors/index.ts'
import type { PredictionArrays, PredictionRecord } from '../records/index.ts'
import type { ScatterDisplay } from './display.ts'
import { formatCount } from './format.ts'
import { scoreLabel, scoreText } from './labels.ts'
import { foldsHeadline, foldWord, headline, partitionWords, sampleName } from './prediction-words.ts'

/** How the target is called; the records know its column, not its unit. */
export interface TargetWords {
  /** Default: the target column. */
  readonly label?: string
  readonly unit?: string | null
}

/** Points that can be drawn. */
function pointsOf(arrays: PredictionArrays, y: (truth: number, prediction: number) => number) {
  return arrays.y_true.flatMap((truth, i) => {
    const value = y(truth, arrays.y_pred[i] ?? Number.NaN)
    const label = sampleName(arrays, i)
    return Number.isFinite(truth) && Number.isFinite(value) ? [{ x: truth, y: value, label }] : []
  })
}

function notesOf({ scores, partition }: PredictionRecord, drawn: number, all: number, unit: string | null): string[] {
  const inUnit = (name: string) => `${scoreText(scores, name)}${unit ? ` ${unit}` : ''}`
  return [
    `n ${drawn}`,
    `${scoreLabel('rmse', partition)} ${inUnit('rmse')}`,
    `R² ${scoreText(scores, 'r2')}`,
    `bias ${inUnit('bias')}`,
    `SEP ${inUnit('sep')}`,
    `slope ${scoreText(scores, 'slope')}`,
    ...(drawn < all ? [`${formatCount(all - drawn, 'sample')} without a finite value not drawn`] : []),
  ]
}

/** Predicted against measured, with the line where both are equal. */
export function predictionScatter(
  prediction: PredictionRecord,
  arrays: PredictionArrays,
  { label = prediction.target, unit = null }: TargetWords = {},
): ScatterDisplay {
  const points = pointsOf(arrays, (_, predicted) => predicted)
  const words = printable(label)
  return {
    kind: 'scatter',
    title: headline(prediction, 'Predicted vs measured'),
    x: { label: `Measured ${words}`, unit: unit && printable(unit) },
    y: { label: `Predicted ${words}`, unit: unit && printable(unit) },
    series: [{ name: partitionWords[prediction.partition], points }],
    identity: true,
    notes: notesOf(prediction, points.length, arrays.y_true.length, unit && printable(unit)),
    whenEmpty: 'This prediction has no finite values to draw.',
  }
}

/** Prediction − measured, against measured: curvature, and errors that grow with the value. */
export function residualScatter(
  prediction: PredictionRecord,
  arrays: PredictionArrays,
  { label = prediction.target, unit = null }: TargetWords = {},
): ScatterDisplay {
  const points = pointsOf(arrays, (truth, predicted) => predicted - truth)
  const words = printable(label)
  return {
    kind: 'scatter',
    title: headline(prediction, 'Residuals'),
    x: { label: `Measured ${words}`, unit: unit && printable(unit) },
    y: { label: 'Predicted − measured', unit: unit && printable(unit) },
    series: [{ name: partitionWords[prediction.partition], points }],
    identity: false,
    notes: notesOf(prediction, points.length, arrays.y_true.length, unit && printable(unit)),
    whenEmpty: 'This prediction has no finite values to draw.',
  }
}

/** Out-of-fold predictions of one result together, one series a fold: each sample predicted by a model that never saw it. */
export function crossValidationScatter(
  folds: readonly { readonly prediction: PredictionRecord; readonly arrays: PredictionArrays }[],
  pooled: PredictionRecord['scores'],
  words: TargetWords = {},
): ScatterDisplay {
  const drawn = folds.map(({ prediction, arrays }) => predictionScatter(prediction, arrays, words))
  const [first] = drawn
  if (!first) return { ...emptyScatter, title: 'Predicted vs measured: cross-validation' }
  const { prediction } = folds[0]!
  const total = folds.reduce((sum, { arrays }) => sum + arrays.y_true.length, 0)
  const points = drawn.reduce((sum, { series }) => sum + series[0]!.points.length, 0)
  return {
    ...first,
    title: foldsHeadline(prediction, 'Predicted vs measured', folds.length),
    series: drawn.map(({ series }, i) => ({
      name: foldWord(folds[i]!.prediction.fold_id),
      points: series[0]!.points,
    })),
    notes: notesOf({ ...prediction, scores: pooled }, points, total, first.x.unit),
  }
}

const emptyScatter: ScatterDisplay = {
  kind: 'scatter',
  title: '',
  x: { label: 'Measured', unit: null },
  y: { label: 'Predicted', unit: null },
  series: [],
  identity: true,
  notes: [],
  whenEmpty: 'No out-of-fold predictions are stored: the run had no cross-validation.',
}
