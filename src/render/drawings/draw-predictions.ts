import {
  crossValidationScatter,
  type Display,
  type Engine,
  type PredictionRecord,
  predictionScatter,
  residualHistogram,
  residualQuantiles,
  residualsScatter,
} from '../../core/index.ts'
import { drawClasses, drawPooledClasses } from './draw-classes.ts'
import type { ResultLike, ScatterOptions } from './item-like.ts'
import { type PredictedParts, predictedParts } from './predicted-parts.ts'
import { samplesOf } from './sample-table.ts'

/** The drawing, and what belongs below it. */
export type Drawn = readonly [Display, ...Display[]]
type Words = Omit<ScatterOptions, 'partition'>

/** Drawings with the samples behind them. */
export interface DrawnSamples {
  readonly displays: Drawn
  readonly rows: () => readonly object[]
}

/**
 * Predicted against measured: of one prediction, or of those of a result that tell most. Of classes: the confusion matrix, class
 * by class, and the samples that are wrong.
 */
export async function drawPredictions(
  engine: Engine,
  item: ResultLike | PredictionRecord,
  { partition, ...words }: ScatterOptions,
): Promise<DrawnSamples> {
  const found = await predictedParts(engine, item, partition)
  return { displays: scatterOf(engine, found, words), rows: () => rowsOf(found) }
}

/** Residuals against measured, their histogram and how they lie to the normal distribution. Of classes: as `drawPredictions`. */
export async function drawResiduals(
  engine: Engine,
  item: ResultLike | PredictionRecord,
  { partition, ...words }: ScatterOptions,
): Promise<DrawnSamples> {
  const found = await predictedParts(engine, item, partition)
  const { parts, pooled, ofClasses } = found
  const displays: Drawn = ofClasses
    ? scatterOf(engine, found, words)
    : [residualsScatter(parts, pooled, words), residualHistogram(parts, words), residualQuantiles(parts)]
  return { displays, rows: () => rowsOf(found) }
}

function scatterOf(engine: Engine, { parts, pooled, ofClasses }: PredictedParts, words: Words): Drawn {
  const [first] = parts
  const metrics = engine.metrics.list()
  if (first && pooled === undefined) {
    return ofClasses
      ? drawClasses(first.prediction, first.arrays, metrics)
      : [predictionScatter(first.prediction, first.arrays, words)]
  }
  return ofClasses
    ? drawPooledClasses(parts, pooled ?? {}, metrics)
    : [crossValidationScatter(parts, pooled ?? {}, words)]
}

const rowsOf = ({ parts }: PredictedParts): readonly object[] =>
  parts.flatMap(({ prediction, arrays }) =>
    samplesOf(arrays).map(sample => ({ fold_id: prediction.fold_id, partition: prediction.partition, ...sample })),
  )
